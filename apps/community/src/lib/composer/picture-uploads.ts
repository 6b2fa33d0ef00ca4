import { Extension } from '@tiptap/core';
import type { Editor } from '@tiptap/core';
import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

type Change = { add: { id: string; at: number; view: HTMLElement } } | { drop: string };

const key = new PluginKey<DecorationSet>('pictureUploads');

/** Holds the place of pictures and files that are still on their way, through whatever is typed around them. */
export const PictureUploads = Extension.create({
	name: 'pictureUploads',
	addProseMirrorPlugins() {
		return [
			new Plugin<DecorationSet>({
				key,
				state: {
					init: () => DecorationSet.empty,
					apply(transaction, before) {
						const moved = before.map(transaction.mapping, transaction.doc);
						const change = transaction.getMeta(key) as Change | undefined;
						if (!change) return moved;
						if ('drop' in change)
							return moved.remove(moved.find(undefined, undefined, ({ id }) => id === change.drop));
						const { id, at, view } = change.add;
						return moved.add(transaction.doc, [
							Decoration.widget(at, view, { id, key: id, ignoreSelection: true }),
						]);
					},
				},
				props: { decorations: (state) => key.getState(state) },
			}),
		];
	},
});

/** Shows `view` where the picture will stand: after the block at `at`, or after the one the caret is in. */
export function holdPlace(editor: Editor, id: string, view: HTMLElement, at?: number): void {
	const { state } = editor;
	const $spot = at === undefined ? state.selection.$to : state.doc.resolve(at);
	const add = { id, view, at: $spot.depth > 0 ? $spot.after(1) : $spot.pos };
	editor.view.dispatch(state.tr.setMeta(key, { add } satisfies Change));
}

/** Lets a place go without a picture. */
export function releasePlace(editor: Editor, id: string): void {
	editor.view.dispatch(editor.state.tr.setMeta(key, { drop: id } satisfies Change));
}

type Arrived = { type: string; attrs: { fileId: string } };

/** Puts what arrived where its place was held and selects it, so that it can be described; false if that is gone. */
export function fillPlace(editor: Editor, id: string, { type, attrs }: Arrived): boolean {
	const { state } = editor;
	const [place] =
		key.getState(state)?.find(undefined, undefined, (spec) => spec['id'] === id) ?? [];
	const node = state.schema.nodes[type]?.create(attrs);
	if (!place || !node) return false;
	const change = state.tr.setMeta(key, { drop: id } satisfies Change);
	const line = change.doc.resolve(place.from).nodeBefore;
	const isEmptyLine = line?.type.name === 'paragraph' && line.content.size === 0;
	change.replaceWith(isEmptyLine ? place.from - line.nodeSize : place.from, place.from, node);
	const stands = positionOf(change.doc, attrs.fileId);
	if (stands !== null) change.setSelection(NodeSelection.create(change.doc, stands));
	editor.view.dispatch(change.scrollIntoView());
	return true;
}

function positionOf(document: Editor['state']['doc'], fileId: string): number | null {
	let found: number | null = null;
	document.descendants((node, position) => {
		if (node.attrs['fileId'] === fileId) found = position;
		return found === null;
	});
	return found;
}

/** Whether pictures are still on their way. */
export function hasUploads(editor: Editor): boolean {
	return (key.getState(editor.state)?.find().length ?? 0) > 0;
}
