import type { ClientInit } from '@sveltejs/kit/hooks';

/** A page that was drawn with rare parts is only taken over once they are here; other pages fetch nothing for it. */
export const init: ClientInit = async () => {
	const needed = document.querySelector<HTMLElement>('[data-parts]')?.dataset['parts'];
	if (needed) await (await import('#lib/posts/part-loaders.ts')).fetchParts(needed.split(' '));
};
