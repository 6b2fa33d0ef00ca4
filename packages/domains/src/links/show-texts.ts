import { LRUCache } from 'lru-cache';
import type { CommunityContext } from '../context.ts';
import { shapesOf, type Shape } from '../media/index.ts';
import { shadesOf, type Shades } from '../rich-text/code.schema.ts';
import { embedFrame, embedPage, type EmbedRef } from '../rich-text/embeds.schema.ts';
import { hiddenMembers } from '../permissions/hidden-members.ts';
import { loneLinkOf, referencesOf, shownLinksOf, veilMentions } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import type { LinkCard, ShownEmbed, ShownText } from '../rich-text/shown.schema.ts';
import type { LinkPreview } from './links.schema.ts';
import { readLinks } from './read-links.ts';

type Showing = {
	files: ReadonlyMap<string, Shape>;
	links: ReadonlyMap<string, LinkPreview>;
	spaces: ReadonlyMap<string, { name: string; slug: string }>;
};
/** Nodes of every kind: what is not named here is shown as it is stored. */
type Node = { type: string; attrs?: object | undefined; content?: readonly Node[]; text?: string };

/**
 * Stored texts as a page shows them, in their order: code with its colours, lone links with cards, embeds with their
 * frames, mentioned spaces with their addresses, as far as the actor may read those, films and pictures with their
 * shape, and nobody's name whom the actor does not see. Of the texts that are `editable` the editor gets the names, too.
 * One statement when a text links, and one when it shows films or pictures.
 */
// authorize: asked by the verbs that read the texts.
export async function showTexts(
	ctx: CommunityContext,
	bodies: readonly RichText[],
	editable: readonly boolean[] = [],
): Promise<ShownText[]> {
	const hidden = hiddenMembers(ctx.grants);
	const urls = bodies
		.map(shownLinksOf)
		.flatMap((shown) => [...shown.urls, ...shown.embeds.map(embedPage)]);
	const links = await readLinks(ctx, [...new Set(urls)].slice(0, 200));
	const readable = ctx.snapshot.spaces.filter(({ id }) => ctx.grants.spaces.readable.includes(id));
	const shown = bodies.map(referencesOf).flatMap((all) => [...all.filmIds, ...all.pictureIds]);
	const files = await shapesOf(ctx.db, [...new Set(shown)].slice(0, 200));
	const showing = { links, files, spaces: new Map(readable.map((space) => [space.id, space])) };
	return bodies.map((stored, at) => {
		const body = veilMentions(stored, { hidden, isTheirs: editable[at] });
		return { ...body, content: showAll(body.content, showing) } as ShownText;
	});
}

function showAll(nodes: readonly Node[], showing: Showing): Node[] {
	return nodes.flatMap((node) => show(node, showing));
}

function show(node: Node, showing: Showing): Node[] {
	if (node.type === 'codeBlock') return [showCode(node)];
	if (node.type === 'file' || node.type === 'image') return [showFile(node, showing)];
	if (node.type === 'embed') return [showEmbed(node.attrs as EmbedRef, showing)];
	if (node.type === 'spaceMention') return [showSpace(node, showing)];
	if (!node.content) return [node];
	const shown = { ...node, content: showAll(node.content, showing) };
	const url = node.type === 'paragraph' ? loneLinkOf(node as never) : null;
	const link = url ? showing.links.get(url) : undefined;
	if (!url || !link) return [shown];
	return [shown, { type: 'linkCard', attrs: { url, ...link } } satisfies LinkCard];
}

/** What a file was written with is what its sender's browser knew: whoever took it apart knows better. */
function showFile(node: Node, { files }: Showing): Node {
	const file = files.get(String(Reflect.get(node.attrs ?? {}, 'fileId')));
	return file ? { ...node, attrs: { ...node.attrs, ...file } } : node;
}

function showSpace(node: Node, { spaces }: Showing): Node {
	const space = spaces.get(String(Reflect.get(node.attrs ?? {}, 'id')));
	if (!space) return node;
	return { ...node, attrs: { ...node.attrs, label: space.name, slug: space.slug } };
}

function showEmbed(ref: EmbedRef, { links }: Showing): ShownEmbed {
	const page = embedPage(ref);
	const { name, src, shape } = embedFrame(ref);
	const { title = null, picture = null } = links.get(page) ?? {};
	return { type: 'embed', attrs: { ...ref, page, src, site: name, shape, title, picture } };
}

/** Highlighting takes milliseconds, and the same post is read again and again. */
const known = new LRUCache<string, { shades: Shades | null }>({
	maxSize: 4_000_000,
	sizeCalculation: (_, key) => key.length + 100,
});

function showCode(node: Node): Node {
	const code = node.content?.[0]?.text ?? '';
	const language: unknown = Reflect.get(node.attrs ?? {}, 'language');
	if (typeof language !== 'string') return node;
	const key = `${language}\n${code}`;
	const { shades } = known.get(key) ?? { shades: shadesOf(code, language) };
	known.set(key, { shades });
	return shades ? { ...node, attrs: { ...node.attrs, shades } } : node;
}
