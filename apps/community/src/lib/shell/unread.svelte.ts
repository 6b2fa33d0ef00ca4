import { createContext, untrack } from 'svelte';

/** What the tab knows of unread spaces beyond what the server last said: visited since, or written in since. */
export class Unread {
	#known: Readonly<Record<string, boolean>> = $state.raw({});

	/** Whether a space shows its dot, given what the server said. */
	has(space: { id: string; hasUnread: boolean }): boolean {
		return this.#known[space.id] ?? space.hasUnread;
	}

	markRead(spaceId: string): void {
		this.#mark(spaceId, false);
	}

	markUnread(spaceId: string): void {
		this.#mark(spaceId, true);
	}

	#mark(spaceId: string, isUnread: boolean): void {
		// Whoever marks a space does not wait for marks.
		this.#known = { ...untrack(() => this.#known), [spaceId]: isUnread };
	}
}

/** The tab's unread marks. */
export const [getUnread, setUnread] = createContext<Unread>();
