import { Extension, type Editor, type Range } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import Suggestion, { type SuggestionOptions } from '@tiptap/suggestion';
import { OpenList } from './open-list.svelte.ts';

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

/** The list behind one sign, such as "/" for commands. */
export class PopupList<Item> extends OpenList<Item> {
	readonly #setup: Setup<Item>;
	#choose: (item: Item) => void = () => {};

	constructor(listId: string, setup: Setup<Item>) {
		super(listId);
		this.#setup = setup;
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
			render: () => this.rendered<Item>((command) => (this.#choose = command)),
		};
	}
}
