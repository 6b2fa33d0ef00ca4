import type { PostDetail } from '@kith/domains/posts/schema';
import { fetchParts, type PartName } from './part-loaders.ts';

const IN_TEXTS: readonly PartName[] = ['codeBlock', 'embed', 'file', 'held', 'linkCard', 'table'];

type Shown = { post: PostDetail; comments: unknown; delivery?: unknown };

/** Names of the parts that a post's page needs; none for a discussion with common words. */
export function partsFor({ post, comments, delivery }: Shown): PartName[] {
	const { idea } = post.parts;
	const own: (PartName | false)[] = [
		post.kind !== 'discussion' && `kind-${post.kind}`,
		post.hasPoll && 'poll',
		hasLife(post) && 'life',
		Boolean(delivery) && 'delivery',
		Boolean(idea?.mayManage && !idea.mergedInto) && 'idea-decision',
		Boolean(idea?.mergedInto || idea?.merged.length) && 'merged-ideas',
		post.contentWarning !== '' && 'warning',
	];
	const texts = [post.body, post.parts.question, comments];
	return [...own.filter((name) => name !== false), ...partsIn(texts)];
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

function hasLife(post: PostDetail): boolean {
	const { closing, coAuthors, filed, held, isFeatured, isInvited, pinnedUntil, shownIn } = post;
	const facts = [closing, filed, held, pinnedUntil];
	const isSpecial = isInvited || isFeatured || facts.some((fact) => fact !== null);
	return isSpecial || coAuthors.length > 0 || shownIn.length > 0;
}

function partsIn(texts: unknown): PartName[] {
	const found = new Set<string>();
	collectTypes(texts, found);
	return IN_TEXTS.filter((type) => found.has(type));
}

/**
 * Walks what a page shows, and of a text nothing but its nodes: on a page of fifty comments a ninth of what it costs to
 * write it all out as JSON and look for the names there.
 */
function collectTypes(value: unknown, found: Set<string>): void {
	if (typeof value !== 'object' || value === null) return;
	if (Array.isArray(value)) return value.forEach((part) => collectTypes(part, found));
	const { type, content, held } = value as { type?: unknown; content?: unknown; held?: unknown };
	if (held) found.add('held');
	if (typeof type !== 'string') return collectTypes(Object.values(value), found);
	found.add(type);
	collectTypes(content, found);
}
