import { createContext, untrack } from 'svelte';

/** What the tab knows of unread spaces beyond what the server last said: visited since, or written in since. */
export class Unread {
	#known: Readonly<Record<string, boolean>> = $state.raw({});

	/** Whether a line of a menu shows a dot, given what the server said; only spaces that are not muted do. */
	has(line: { id: string; hasUnread?: boolean; isMuted?: boolean }): boolean | undefined {
		return line.isMuted ? false : (this.#known[line.id] ?? line.hasUnread);
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
