import type { Editor } from '@tiptap/core';
import { uploadMessage } from '#lib/media/upload-message.ts';
import { uploadPicture } from '#lib/media/upload-picture.ts';
import { fillPlace, holdPlace, releasePlace } from './picture-uploads.ts';
import { uploadView } from './upload-view.ts';

const AT_ONCE = 10;

/** The pictures among pasted, dropped or chosen files. */
export function picturesIn(files: FileList | null | undefined): File[] {
	return [...(files ?? [])].filter(({ type }) => type.startsWith('image/'));
}

/**
 * Uploads pictures into the text, each in its place from the first moment, at most ten at once.
 * Resolves with one sentence per picture that did not make it.
 */
export async function insertPictures(
	editor: Editor,
	files: readonly File[],
	at?: number,
): Promise<string[]> {
	const refusals = await Promise.all(
		files.slice(0, AT_ONCE).map((file) => insertPicture(editor, file, at)),
	);
	return refusals.filter((refusal) => refusal !== null);
}

async function insertPicture(editor: Editor, file: File, at?: number): Promise<string | null> {
	const id = crypto.randomUUID();
	const abort = new AbortController();
	const view = uploadView(file, () => abort.abort());
	holdPlace(editor, id, view.element, at);
	const outcome = await uploadPicture(file, {
		purpose: 'post',
		onprogress: view.progress,
		signal: abort.signal,
	});
	view.release();
	if (editor.isDestroyed) return null;
	if (outcome.ok && fillPlace(editor, id, outcome.picture)) return null;
	releasePlace(editor, id);
	if (outcome.ok || abort.signal.aborted) return null;
	return `${file.name}: ${uploadMessage(outcome)}`;
}
