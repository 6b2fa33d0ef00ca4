import { m } from '#lib/paraglide/messages.js';

/** What stands in the text while a picture is on its way: the picture itself, how far it is, a way to stop it. */
export type UploadView = {
	element: HTMLElement;
	/** From 0 to 1. */
	progress: (part: number) => void;
	/** Frees the preview; the element may be gone by then. */
	release: () => void;
};

export function uploadView(file: File, oncancel: () => void): UploadView {
	const address = URL.createObjectURL(file);
	const element = document.createElement('div');
	element.className = 'composer-upload';
	element.contentEditable = 'false';
	const preview = file.type.startsWith('image/') ? pictureOf(address) : nameOf(file);
	const bar = document.createElement('progress');
	bar.max = 1;
	bar.setAttribute('aria-label', m.composer_uploading({ name: file.name }));
	const cancel = document.createElement('button');
	cancel.type = 'button';
	cancel.textContent = m.composer_upload_cancel();
	cancel.addEventListener('click', oncancel);
	element.append(preview, bar, cancel);
	return {
		element,
		progress: (part) => (bar.value = part),
		release: () => URL.revokeObjectURL(address),
	};
}

function pictureOf(address: string): HTMLElement {
	const picture = document.createElement('img');
	picture.src = address;
	picture.alt = '';
	return picture;
}

function nameOf(file: File): HTMLElement {
	const name = document.createElement('b');
	name.dir = 'auto';
	name.textContent = file.name;
	return name;
}
