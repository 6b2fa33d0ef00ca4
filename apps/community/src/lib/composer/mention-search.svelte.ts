import type { MentionNodeAttrs, MentionOptions } from '@tiptap/extension-mention';
import type { SuggestionProps } from '@tiptap/suggestion';
import { createCommunityClient } from '@kith/client/browser';

export type Mentionable = {
	id: string;
	handle: string;
	name: string;
	avatarFileId: string | null;
};
type Props = SuggestionProps<Mentionable, MentionNodeAttrs>;

const SHOWN = 6;
const LONGEST_NAME = 80;

/** The list of members that opens under an "@": what is found, which one is chosen, where it stands. */
export class MentionSearch {
	items = $state.raw<Mentionable[]>([]);
	active = $state(0);
	isOpen = $state(false);
	isLoading = $state(false);
	query = $state('');
	rect = $state.raw<DOMRect | null>(null);
	readonly listId: string;
	#take: Props['command'] = () => {};

	constructor(listId: string) {
		this.listId = listId;
	}

	/** The id of the chosen line's element, for `aria-activedescendant`. */
	get activeId(): string | undefined {
		return this.isOpen && this.items.length > 0 ? `${this.listId}-${this.active}` : undefined;
	}

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
			render: () => ({
				onStart: (props) => this.#show(props),
				onUpdate: (props) => this.#show(props),
				onExit: () => this.#hide(),
				onKeyDown: ({ event }) => this.#press(event),
			}),
		};
	}

	#show(props: Props): void {
		if (props.query !== this.query || !this.isOpen) this.active = 0;
		this.items = props.items;
		this.isLoading = props.loading;
		this.query = props.query;
		this.rect = props.clientRect?.() ?? null;
		this.isOpen = true;
		this.#take = props.command;
	}

	#hide(): void {
		this.isOpen = false;
		this.items = [];
	}

	#press({ key }: KeyboardEvent): boolean {
		const count = this.items.length;
		if (count === 0) return false;
		if (key === 'ArrowDown') this.active = (this.active + 1) % count;
		else if (key === 'ArrowUp') this.active = (this.active + count - 1) % count;
		else if (key === 'Enter' || key === 'Tab') this.choose(this.items[this.active]);
		else return false;
		return true;
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
