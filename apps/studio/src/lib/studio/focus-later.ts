import { tick } from 'svelte';

/** Puts the focus where `find` says once a menu that closes has given it back: what it gives it back to may be gone. */
export async function focusLater(find: () => HTMLElement | null | undefined): Promise<void> {
	await tick();
	requestAnimationFrame(() => setTimeout(() => find()?.focus()));
}
