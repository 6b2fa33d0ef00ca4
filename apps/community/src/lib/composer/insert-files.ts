import type { Editor } from '@tiptap/core';
import type { FileFacts } from '@kith/domains/media/schema';
import { uploadMessage } from '#lib/media/upload-message.ts';
import { insertPicture } from './insert-pictures.ts';
import { fillPlace, holdPlace, releasePlace } from './picture-uploads.ts';
import { uploadView } from './upload-view.ts';

const AT_ONCE = 10;
/** What is shown as a picture in the text; larger ones and other kinds come as files, and the server looks again. */
const PICTURES = /^image\/(?:png|jpeg|webp|gif|avif)$/;
const LARGEST_PICTURE = 12 * 1024 * 1024;

/** Pasted, dropped or chosen files. */
export const filesIn = (files: FileList | null | undefined): File[] => [...(files ?? [])];

/**
 * Uploads files into the text, each in its place from the first moment, at most ten at once.
 * Resolves with one sentence per file that did not make it.
 */
export async function insertFiles(
	editor: Editor,
	files: readonly File[],
	at?: number,
): Promise<string[]> {
	const refusals = await Promise.all(
		files.slice(0, AT_ONCE).map((file) => {
			const isPicture = PICTURES.test(file.type) && file.size <= LARGEST_PICTURE;
			return isPicture ? insertPicture(editor, file, at) : insertFile(editor, file, at);
		}),
	);
	return refusals.filter((refusal) => refusal !== null);
}

async function insertFile(editor: Editor, file: File, at?: number): Promise<string | null> {
	const id = crypto.randomUUID();
	const abort = new AbortController();
	const view = uploadView(file, () => abort.abort());
	holdPlace(editor, id, view.element, at);
	const { uploadFile } = await import('#lib/media/upload-file.ts');
	const outcome = await uploadFile(file, { onprogress: view.progress, signal: abort.signal });
	view.release();
	if (editor.isDestroyed) return null;
	if (outcome.ok && fillPlace(editor, id, nodeOf(outcome.file))) return null;
	releasePlace(editor, id);
	if (outcome.ok || abort.signal.aborted) return null;
	return `${file.name}: ${uploadMessage(outcome)}`;
}

function nodeOf({ kind, fileId, name, bytes, mime, width, height }: FileFacts) {
	if (kind === 'picture') return { type: 'image', attrs: { fileId, width, height, alt: '' } };
	const size = width > 0 && height > 0 ? { width, height } : {};
	return { type: 'file', attrs: { fileId, name, bytes, mime, ...size } };
}
