import type { CommunityContext } from '../context.ts';
import { lookOf } from './read-tags.ts';
import { tagsAlike, tagsBySlugs, tagsNamed } from './tags.queries.ts';
import { tagSlug, type FoundTag } from './tags.schema.ts';

/** The most used tags with a part of this name, as far as the actor may read something of them. One statement. */
// authorize: the verbs of search have asked whether one may enter.
export async function namedTags(
	ctx: CommunityContext,
	text: string,
	limit: number,
): Promise<FoundTag[]> {
	const rows = await tagsNamed(ctx.db, lookOf(ctx), { text, limit }).execute();
	return rows.map(({ slug, name, postCount }) => ({ slug, name, postCount }));
}

/** The tags with a word in their name that is spelled like one of these, closest first, as far as the actor may read something of them. One statement. */
// authorize: as above.
export async function tagsLike(
	ctx: CommunityContext,
	words: readonly string[],
	limit: number,
): Promise<FoundTag[]> {
	const rows = await tagsAlike(ctx.db, lookOf(ctx), { words, limit }).execute();
	return rows.map(({ slug, name, postCount }) => ({ slug, name, postCount }));
}

/** The ids of the tags that names or synonyms mean, in the order asked; null for those that mean none. */
// authorize: the verbs of search have asked whether one may enter.
export async function tagIdsOf(
	ctx: CommunityContext,
	names: readonly string[],
): Promise<(string | null)[]> {
	return (await tagsMeant(ctx, names)).map((tag) => tag?.id ?? null);
}

/** The same, with how many posts each is on, as far as the actor may read them. */
// authorize: as above.
export async function tagsMeant(
	ctx: CommunityContext,
	names: readonly string[],
): Promise<({ id: string; postCount: number } | null)[]> {
	if (names.length === 0) return [];
	const slugs = names.map(tagSlug);
	const found = await tagsBySlugs(ctx.db, lookOf(ctx), slugs).execute();
	return slugs.map((slug) => found.find(({ asked }) => asked === slug) ?? null);
}
