import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

/** What the tab knows of unread spaces beyond what the server last said: visited since, or written in since. */
export class Unread {
	readonly #known = new SvelteMap<string, boolean>();

	/** Whether a space shows its dot, given what the server said. */
	has(space: { id: string; hasUnread: boolean }): boolean {
		return this.#known.get(space.id) ?? space.hasUnread;
	}

	markRead(spaceId: string): void {
		this.#known.set(spaceId, false);
	}

	markUnread(spaceId: string): void {
		this.#known.set(spaceId, true);
	}
}

/** The tab's unread marks. */
export const [getUnread, setUnread] = createContext<Unread>();
