import { mergeAttributes, Node } from '@tiptap/core';
import {
	EMBED_PROVIDERS,
	embedFrame,
	embedOf,
	embedPage,
	isEmbedId,
	type EmbedRef,
} from '@kith/domains/rich-text/embeds';

/** A player of another site: the document names the site and the id, never an address. */
export const Embed = Node.create({
	name: 'embed',
	group: 'block',
	atom: true,
	draggable: true,
	addAttributes() {
		return { provider: { default: null }, id: { default: null } };
	},
	parseHTML() {
		return [
			{
				tag: 'a[data-embed]',
				priority: 100,
				getAttrs: (element) => embedOf(element.getAttribute('href') ?? '') ?? false,
			},
		];
	},
	renderHTML({ node, HTMLAttributes }) {
		const ref = node.attrs as EmbedRef;
		const page = embedPage(ref);
		return [
			'a',
			mergeAttributes(HTMLAttributes, {
				...{ href: page, 'data-embed': ref.provider, class: 'composer-embed' },
				...{ provider: null, id: null, contenteditable: 'false' },
			}),
			['strong', {}, embedFrame(ref).name],
			['span', {}, page.replace(/^https:\/\/(www\.)?/, '')],
		];
	},
});

/** Whether attributes from wherever name something that can be embedded. */
export function isEmbed(attrs: unknown): attrs is EmbedRef {
	if (typeof attrs !== 'object' || attrs === null) return false;
	const { provider, id } = attrs as Record<string, unknown>;
	if (typeof provider !== 'string' || typeof id !== 'string') return false;
	return KNOWN.has(provider) && isEmbedId({ provider, id } as EmbedRef);
}

const KNOWN = new Set<string>(EMBED_PROVIDERS);
