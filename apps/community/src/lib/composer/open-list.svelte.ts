import type { SuggestionProps } from '@tiptap/suggestion';

/** A list that opens under what is being typed: what is in it, which line is chosen, where it stands. */
export abstract class OpenList<Item> {
	items = $state.raw<Item[]>([]);
	active = $state(0);
	isOpen = $state(false);
	isLoading = $state(false);
	query = $state('');
	rect = $state.raw<DOMRect | null>(null);
	readonly listId: string;

	constructor(listId: string) {
		this.listId = listId;
	}

	/** The id of the chosen line's element, for `aria-activedescendant`. */
	get activeId(): string | undefined {
		return this.isOpen && this.items.length > 0 ? `${this.listId}-${this.active}` : undefined;
	}

	/** Puts what was chosen in the place of what was typed. */
	abstract choose(item: Item | undefined): void;

	/** How the editor opens, fills and closes it; `take` is handed what puts a choice into the text. */
	protected rendered<Taken>(take: (command: (taken: Taken) => void) => void) {
		const show = (props: SuggestionProps<Item, Taken>) => {
			if (props.query !== this.query || !this.isOpen) this.active = 0;
			this.items = props.items;
			this.isLoading = props.loading;
			this.query = props.query;
			this.rect = props.clientRect?.() ?? null;
			this.isOpen = true;
			take(props.command);
		};
		return {
			onStart: show,
			onUpdate: show,
			onExit: () => {
				this.isOpen = false;
				this.items = [];
			},
			onKeyDown: ({ event }: { event: KeyboardEvent }) => this.#press(event),
		};
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
