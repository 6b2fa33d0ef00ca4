import type { PostDetail } from '@kith/domains/posts/schema';
import { hasLife } from './has-life.ts';
import { fetchParts, type PartName } from './part-loaders.ts';

const IN_TEXTS: readonly PartName[] = ['codeBlock', 'embed', 'file', 'held', 'linkCard', 'table'];

type Shown = { post: PostDetail; comments: unknown };

/** Names of the parts that a post's page needs at once; none for a discussion with common words. */
export function partsFor({ post, comments }: Shown): PartName[] {
	const own: (PartName | false)[] = [
		post.kind !== 'discussion' && `kind-${post.kind}`,
		post.contentWarning !== '' && 'warning',
	];
	const texts = [post.body, post.parts.question, comments];
	return [...named(own), ...partsIn(texts)];
}

/** Names of the parts that lie asleep on a post's page: see Asleep.svelte. */
export function asleepOn({ post, delivery }: { post: PostDetail; delivery: unknown }): PartName[] {
	const { idea, announcement, question } = post.parts;
	return named([
		post.kind === 'article' && 'article-lead',
		post.kind === 'showcase' && 'gallery',
		hasLife(post) && 'life',
		post.hasPoll && 'poll',
		announcement !== null && 'announcement',
		Boolean(delivery) && 'delivery',
		Boolean(question?.answer) && 'answer',
		idea !== null && 'idea',
		Boolean(idea?.mayManage && !idea.mergedInto) && 'idea-decision',
		Boolean(idea?.mergedInto || idea?.merged.length) && 'merged-ideas',
	]);
}

const named = (names: readonly (PartName | false)[]) => names.filter((name) => name !== false);

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
