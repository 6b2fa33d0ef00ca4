import { Extension, type Editor, type Range } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import Suggestion, { type SuggestionOptions, type SuggestionProps } from '@tiptap/suggestion';

type Setup<Item> = {
	/** Its name among the editor's extensions. */
	name: string;
	/** The sign that opens it. */
	char: string;
	/** Only where a line begins. */
	startOfLine?: boolean;
	/** As few letters as must be typed before it opens. */
	atLeast?: number;
	find: (query: string) => Item[] | Promise<Item[]>;
	/** Puts what was chosen in the place of what was typed. */
	take: (editor: Editor, range: Range, item: Item) => void;
};

/** A list that opens under what is being typed: what is in it, which line is chosen, where it stands. */
export class PopupList<Item> {
	items = $state.raw<Item[]>([]);
	active = $state(0);
	isOpen = $state(false);
	rect = $state.raw<DOMRect | null>(null);
	readonly listId: string;
	readonly #setup: Setup<Item>;
	#query = '';
	#choose: (item: Item) => void = () => {};

	constructor(listId: string, setup: Setup<Item>) {
		this.listId = listId;
		this.#setup = setup;
	}

	/** The id of the chosen line's element, for `aria-activedescendant`. */
	get activeId(): string | undefined {
		return this.isOpen && this.items.length > 0 ? `${this.listId}-${this.active}` : undefined;
	}

	choose(item: Item | undefined): void {
		if (item !== undefined) this.#choose(item);
	}

	/** What makes the editor open this list. */
	extension(): Extension {
		const { name } = this.#setup;
		const options = this.#options(new PluginKey(name));
		return Extension.create({
			name,
			addProseMirrorPlugins() {
				return [Suggestion<Item, Item>({ editor: this.editor, ...options })];
			},
		});
	}

	#options(pluginKey: PluginKey): Omit<SuggestionOptions<Item, Item>, 'editor'> {
		const { char, startOfLine = false, atLeast = 0, find, take } = this.#setup;
		return {
			...{ pluginKey, char, startOfLine, decorationClass: 'composer-typed' },
			allowedPrefixes: [' ', '('],
			// Code is typed as it is.
			allow: ({ state, range }) => !state.doc.resolve(range.from).parent.type.spec.code,
			items: ({ query }) => (query.length < atLeast ? [] : find(query)),
			command: ({ editor, range, props }) => take(editor, range, props),
			render: () => ({
				onStart: (props) => this.#show(props),
				onUpdate: (props) => this.#show(props),
				onExit: () => this.#hide(),
				onKeyDown: ({ event }) => this.#press(event),
			}),
		};
	}

	#show(props: SuggestionProps<Item, Item>): void {
		if (props.query !== this.#query || !this.isOpen) this.active = 0;
		this.#query = props.query;
		this.items = props.items;
		this.rect = props.clientRect?.() ?? null;
		this.isOpen = true;
		this.#choose = props.command;
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
