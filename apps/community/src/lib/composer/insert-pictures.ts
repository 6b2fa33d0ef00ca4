import type { Editor } from '@tiptap/core';
import { uploadMessage } from '#lib/media/upload-message.ts';
import { uploadPicture } from '#lib/media/upload-picture.ts';
import { fillPlace, holdPlace, releasePlace } from './picture-uploads.ts';
import { uploadView } from './upload-view.ts';

/** Uploads one picture into the text; resolves with why it did not make it, or null. */
export async function insertPicture(
	editor: Editor,
	file: File,
	at?: number,
): Promise<string | null> {
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
	if (outcome.ok) {
		const attrs = { ...outcome.picture, alt: '' };
		if (fillPlace(editor, id, { type: 'image', attrs })) return null;
	}
	releasePlace(editor, id);
	if (outcome.ok || abort.signal.aborted) return null;
	return `${file.name}: ${uploadMessage(outcome)}`;
}
