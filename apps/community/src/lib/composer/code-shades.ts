import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type * as Code from '@kith/domains/rich-text/code';
import { decorating } from './decorating.ts';

type Highlighter = typeof Code;

const key = new PluginKey<DecorationSet>('codeShades');
let highlighter: Highlighter | undefined;
const known = new WeakMap<Node, [number, string][]>();

/** Colours the code blocks of a text while it is written; the highlighter is loaded with the first of them. */
export const CodeShades = Extension.create({
	name: 'codeShades',
	addProseMirrorPlugins() {
		return [
			decorating({
				...{ key, decorate },
				view: (view) => {
					load(view);
					return { update: load };
				},
			}),
		];
	},
});

let loading: Promise<void> | undefined;

function load(view: EditorView): void {
	if (highlighter || !codeBlocks(view.state.doc).some(({ node }) => node.attrs['language'])) return;
	loading ??= import('@kith/domains/rich-text/code').then((module) => {
		highlighter = module;
	});
	void loading.then(
		() => !view.isDestroyed && view.dispatch(view.state.tr.setMeta(key, true)),
		// Without colours it is still code; the next change tries again.
		() => (loading = undefined),
	);
}

function codeBlocks(doc: Node): { node: Node; at: number }[] {
	const found: { node: Node; at: number }[] = [];
	doc.descendants((node, at) => {
		if (node.type.name === 'codeBlock') found.push({ node, at });
		return !node.isTextblock;
	});
	return found;
}

function decorate(doc: Node): DecorationSet {
	const decorations = codeBlocks(doc).flatMap(({ node, at }) => {
		let from = at + 1;
		return piecesOf(node).flatMap(([length, shade]) => {
			const to = from + length;
			const piece = shade === ' ' ? [] : [Decoration.inline(from, to, { class: `shade-${shade}` })];
			from = to;
			return piece;
		});
	});
	return DecorationSet.create(doc, decorations);
}

function piecesOf(node: Node): [number, string][] {
	if (!highlighter) return [];
	const before = known.get(node);
	if (before) return before;
	const shades = highlighter.shadesOf(node.textContent, node.attrs['language']) ?? '';
	const pieces = [...shades.matchAll(/(\d{1,9})(\D)/g)].map(
		([, length, shade]): [number, string] => [Number(length), shade ?? ' '],
	);
	known.set(node, pieces);
	return pieces;
}
