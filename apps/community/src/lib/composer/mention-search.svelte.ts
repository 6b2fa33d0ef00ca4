import type { MentionNodeAttrs, MentionOptions } from '@tiptap/extension-mention';
import { createCommunityClient } from '@kith/client/browser';
import { OpenList } from './open-list.svelte.ts';

export type Mentionable = {
	id: string;
	handle: string;
	name: string;
	avatarFileId: string | null;
};

const SHOWN = 6;
const LONGEST_NAME = 80;

/** The list of members that opens under an "@". */
export class MentionSearch extends OpenList<Mentionable> {
	#take: (member: MentionNodeAttrs) => void = () => {};

	/** Writes the member into the text. */
	choose(member: Mentionable | undefined): void {
		if (member) this.#take({ id: member.id, label: member.name.slice(0, LONGEST_NAME) });
	}

	/** What the editor's mention extension is set up with. */
	suggestion(): MentionOptions<Mentionable>['suggestion'] {
		return {
			char: '@',
			debounce: 120,
			allowedPrefixes: [' ', '(', '"', '„', '“'],
			items: ({ query, signal }) => search(query, signal),
			render: () => this.rendered<MentionNodeAttrs>((command) => (this.#take = command)),
		};
	}
}

async function search(query: string, signal: AbortSignal): Promise<Mentionable[]> {
	try {
		const found = await createCommunityClient().members.list.query(
			{ search: query, status: 'active', limit: SHOWN },
			{ signal },
		);
		return found.items;
	} catch {
		// Nobody is offered; the "@" stays what was typed.
		return [];
	}
}
