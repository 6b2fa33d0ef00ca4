import type { PostDetail, PostKind } from '@kith/domains/posts/schema';
import { loadKindParts } from '#lib/kinds/kind-parts.ts';
import { addParts, partOf } from './parts.svelte.ts';

/** Comments whose change waits show that to their author. */
const HELD = 'held';

const IN_TEXTS: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
	codeBlock: () => import('#lib/rich-text/CodeBlock.svelte'),
	embed: () => import('#lib/rich-text/Embed.svelte'),
	file: () => import('#lib/rich-text/FileCard.svelte'),
	[HELD]: () => import('#lib/lifecycle/HeldComment.svelte'),
	linkCard: () => import('#lib/rich-text/LinkCard.svelte'),
	table: () => import('#lib/rich-text/TableBlock.svelte'),
};
const KIND = 'kind-';

/** What stands on a post's page for some readers alone. */
const FOR_SOME: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
	delivery: () => import('#lib/kinds/DeliveryReport.svelte'),
	'idea-decision': () => import('#lib/kinds/IdeaDecision.svelte'),
	life: () => import('#lib/lifecycle/PostLife.svelte'),
	'merged-ideas': () => import('#lib/kinds/MergedIdeas.svelte'),
	poll: () => import('#lib/polls/PollPart.svelte'),
	warning: () => import('#lib/lifecycle/WarnedText.svelte'),
};

type Shown = { post: PostDetail; comments: unknown; delivery?: unknown };

/** Names of the parts that a post's page needs; none for a discussion with common words. */
export function partsFor({ post, comments, delivery }: Shown): string[] {
	const { idea } = post.parts;
	const own = [
		...(post.kind === 'discussion' ? [] : [KIND + post.kind]),
		...(post.hasPoll ? ['poll'] : []),
		...(hasLife(post) ? ['life'] : []),
		...(delivery ? ['delivery'] : []),
		...(idea?.mayManage && !idea.mergedInto ? ['idea-decision'] : []),
		...(idea?.mergedInto || idea?.merged.length ? ['merged-ideas'] : []),
		...(post.contentWarning ? ['warning'] : []),
	];
	return [...own, ...partsIn([post.body, post.parts.question, comments])];
}

/** Fetches what is needed to show `texts`. */
export function fetchPartsIn(texts: unknown): Promise<void> {
	return fetchParts(partsIn(texts));
}

/** Fetches what is needed to show `texts`, and returns the names of it for a page that is drawn with them. */
export async function drawnWith(texts: unknown): Promise<string> {
	const names = partsIn(texts);
	await fetchParts(names);
	return names.join(' ');
}

/** Fetches parts by their names, each once. */
export async function fetchParts(names: readonly string[]): Promise<void> {
	const missing = names.filter((name) => partOf(name) === undefined);
	if (missing.length === 0) return;
	const found = await Promise.all(missing.map(async (name) => [name, await load(name)] as const));
	addParts(Object.fromEntries(found));
}

function hasLife(post: PostDetail): boolean {
	const { closing, coAuthors, held, isFeatured, isInvited, pinnedUntil, shownIn } = post;
	const facts = [closing, held, pinnedUntil];
	const isSpecial = isInvited || isFeatured || facts.some((fact) => fact !== null);
	return isSpecial || coAuthors.length > 0 || shownIn.length > 0;
}

function partsIn(texts: unknown): string[] {
	const found = new Set<string>();
	collectTypes(texts, found);
	return Object.keys(IN_TEXTS).filter((type) => found.has(type));
}

/**
 * Walks what a page shows, and of a text nothing but its nodes: on a page of fifty comments a ninth of what it costs to
 * write it all out as JSON and look for the names there.
 */
function collectTypes(value: unknown, found: Set<string>): void {
	if (typeof value !== 'object' || value === null) return;
	if (Array.isArray(value)) return value.forEach((part) => collectTypes(part, found));
	const { type, content, held } = value as { type?: unknown; content?: unknown; held?: unknown };
	if (held) found.add(HELD);
	if (typeof type !== 'string') return collectTypes(Object.values(value), found);
	found.add(type);
	collectTypes(content, found);
}

async function load(name: string): Promise<unknown> {
	if (name.startsWith(KIND)) return loadKindParts(name.slice(KIND.length) as PostKind);
	return (await (FOR_SOME[name] ?? IN_TEXTS[name])?.())?.default;
}
