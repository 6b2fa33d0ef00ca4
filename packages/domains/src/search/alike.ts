import type { CommunityContext } from '../context.ts';
import { tagsLike } from '../tags/index.ts';
import { membersLike, spacesLike } from './alike.queries.ts';
import { configsOf } from './configs-of.ts';
import { documentsAlike } from './find-documents.ts';
import { spaceOf } from './find-spaces.ts';
import { titlesLike, unknownWords } from './search.queries.ts';
import type { Alike, FoundTitle } from './search.schema.ts';
import { hitsOf } from './snippet.ts';

/** Shorter words are like too many others. */
const SHORTEST = 4;

export const NOTHING_ALIKE: Alike = { posts: [], spaces: [], members: [], tags: [], documents: [] };

/**
 * What is spelled like a search that found nothing, as far as the actor may read it: titles of posts, names of spaces,
 * members, tags and documents. At most six statements.
 */
// authorize: the verbs of search have asked whether one may enter.
export async function alikeTo(ctx: CommunityContext, text: string): Promise<Alike> {
	const words = hitsOf(text)
		.filter(({ length }) => length >= SHORTEST)
		.slice(0, 5);
	if (words.length === 0) return NOTHING_ALIKE;
	const [posts, spaces, members, tags, documents] = await Promise.all([
		titlesAlike(ctx, words),
		spacesAlike(ctx, words),
		membersLike(ctx.db, ctx.ability, words).execute(),
		tagsLike(ctx, words, 5),
		documentsAlike(ctx, words),
	]);
	return { posts, spaces, members, tags, documents };
}

/** Only a word that they find nowhere can be a misspelled one. */
async function titlesAlike(ctx: CommunityContext, words: readonly string[]): Promise<FoundTitle[]> {
	const unknown = await unknownWords(ctx.db, ctx.ability, words, configsOf(ctx)).execute();
	if (unknown.length === 0) return [];
	const misspelled = unknown.map(({ word }) => word);
	const rows = await titlesLike(ctx.db, ctx.ability, misspelled).execute();
	return rows.map(({ spaceId, ...title }) => ({ ...title, space: spaceOf(ctx, spaceId) }));
}

async function spacesAlike(
	ctx: CommunityContext,
	words: readonly string[],
): Promise<Alike['spaces']> {
	const readable = ctx.snapshot.spaces.filter(({ id }) => ctx.grants.spaces.readable.includes(id));
	const found = await spacesLike(ctx.db, readable, words).execute();
	return found.flatMap(({ id: likeId }) =>
		readable
			.filter(({ id }) => id === likeId)
			.map(({ id, slug, name, icon, description }) => ({ id, slug, name, icon, description })),
	);
}
