import type { ClientInit } from '@sveltejs/kit/hooks';
import { fetchParts } from '#lib/posts/part-loaders.ts';

/**
 * A page that was drawn with rare parts is only taken over once they are here; other pages fetch nothing for it.
 * Where they cannot be fetched the page goes without them, and everything else on it works.
 */
export const init: ClientInit = async () => {
	const needed = document.querySelector<HTMLElement>('[data-parts]')?.dataset['parts'];
	if (!needed) return;
	try {
		await fetchParts(needed.split(' '));
	} catch {
		// The browser has said which file did not come.
	}
};
