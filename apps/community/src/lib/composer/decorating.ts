import type { Node } from '@tiptap/pm/model';
import { Plugin, type PluginKey, type PluginView } from '@tiptap/pm/state';
import type { DecorationSet, EditorView } from '@tiptap/pm/view';

type Options = {
	/** A transaction that carries it has the text decorated anew although nothing was written. */
	key: PluginKey<DecorationSet>;
	decorate: (doc: Node) => DecorationSet;
	/** What looks after the decorations for as long as the editor stands. */
	view: (view: EditorView) => PluginView;
};

/** Shows with a text what it does not hold, and again whenever it changes. */
export function decorating({ key, decorate, view }: Options): Plugin<DecorationSet> {
	return new Plugin<DecorationSet>({
		key,
		state: {
			init: (_, { doc }) => decorate(doc),
			apply: (transaction, before) =>
				transaction.docChanged || transaction.getMeta(key) ? decorate(transaction.doc) : before,
		},
		props: { decorations: (state) => key.getState(state) },
		view,
	});
}
