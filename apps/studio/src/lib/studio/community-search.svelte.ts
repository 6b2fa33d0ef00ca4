import { createPlatformClient } from '@kith/client/browser';
import type { FoundCommunities } from '@kith/domains/organizations/schema';
import { recentCommunities } from './recent-communities.ts';

const PAUSE_MS = 120;

/** The communities that the server finds for what is typed; an answer that was overtaken is dropped. */
export class CommunitySearch {
	/** Undefined until the first answer. */
	found = $state.raw<FoundCommunities & { text: string }>();
	failed = $state(false);
	readonly #limit: number;
	#asked = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(limit: number) {
		this.#limit = limit;
	}

	/** Asks once the typing pauses; at once for the first list. */
	ask(text: string): void {
		clearTimeout(this.#timer);
		if (!this.found) return void this.#read(text);
		this.#timer = setTimeout(() => void this.#read(text), PAUSE_MS);
	}

	async #read(text: string): Promise<void> {
		const turn = ++this.#asked;
		this.failed = false;
		const wish = { text: text.slice(0, 80), recent: recentCommunities(), limit: this.#limit };
		const answer = await createPlatformClient()
			.organizations.find.query(wish)
			.catch(() => null);
		if (turn !== this.#asked) return;
		if (answer) this.found = { ...answer, text };
		else this.failed = true;
	}
}
