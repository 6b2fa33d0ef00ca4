import { mount, unmount } from 'svelte';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { LinkPreview } from '@kith/domains/links/schema';
import { loneLinkOf, MOST_CARDS } from '@kith/domains/rich-text/lone-link';
import LinkCard from '#lib/rich-text/LinkCard.svelte';
import { api } from '#lib/shell/api.ts';
import { decorating } from './decorating.ts';

const PAUSE_MS = 400;

const key = new PluginKey<DecorationSet>('linkCards');
/** What pages said since this page was opened; null for those that say nothing of themselves. */
const known = new Map<string, LinkPreview | null>();

/** Shows below a link that stands alone the card that its readers will see; the text holds nothing of it. */
export const LinkCards = Extension.create({
	name: 'linkCards',
	addProseMirrorPlugins() {
		return [
			decorating({
				...{ key, decorate },
				view: (view) => {
					const looker = new Looker(view);
					looker.look();
					return {
						update: (_, before) => {
							if (!before.doc.eq(view.state.doc)) looker.look();
						},
						destroy: () => looker.stop(),
					};
				},
			}),
		];
	},
});

/** Has pages looked at once nothing was typed for a moment; each of them once, whatever comes of it. */
class Looker {
	readonly #view: EditorView;
	readonly #asked = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(view: EditorView) {
		this.#view = view;
	}

	look(): void {
		this.stop();
		this.#timer = setTimeout(() => {
			for (const url of urlsIn(this.#view.state.doc))
				if (!known.has(url) && !this.#asked.has(url)) void this.#ask(url);
		}, PAUSE_MS);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	async #ask(url: string): Promise<void> {
		this.#asked.add(url);
		try {
			known.set(url, await (await api()).links.preview.mutate({ url }));
		} catch {
			// Without a card a link is still a link, and its readers may see one all the same.
			return;
		}
		const { state, isDestroyed } = this.#view;
		if (!isDestroyed)
			this.#view.dispatch(state.tr.setMeta(key, true).setMeta('addToHistory', false));
	}
}

type Line = { url: string; end: number };

function linesIn(doc: Node): Line[] {
	const found: Line[] = [];
	doc.descendants((node, at) => {
		if (node.type.name !== 'paragraph') return true;
		const url = loneLinkOf(node.toJSON());
		if (url) found.push({ url, end: at + node.nodeSize });
		return false;
	});
	return found;
}

const urlsIn = (doc: Node): string[] =>
	[...new Set(linesIn(doc).map(({ url }) => url))].slice(0, MOST_CARDS);

function decorate(doc: Node): DecorationSet {
	const shown = new Set(urlsIn(doc));
	const cards = linesIn(doc).flatMap(({ url, end }) => {
		const preview = shown.has(url) ? known.get(url) : null;
		return preview ? [cardAt(end, url, preview)] : [];
	});
	return DecorationSet.create(doc, cards);
}

const mounted = new WeakMap<globalThis.Node, Record<string, unknown>>();

function cardAt(place: number, url: string, preview: LinkPreview): Decoration {
	const draw = () => {
		const target = document.createElement('div');
		// To be looked at only: the link above it is what is written, read out and followed.
		target.inert = true;
		target.dataset['linkCard'] = url;
		mounted.set(target, mount(LinkCard, { target, props: { url, ...preview } }));
		return target;
	};
	const destroy = (target: globalThis.Node) => {
		const card = mounted.get(target);
		if (card) void unmount(card);
	};
	return Decoration.widget(place, draw, {
		...{ key: `card ${url}`, side: -1, ignoreSelection: true, destroy },
	});
}
