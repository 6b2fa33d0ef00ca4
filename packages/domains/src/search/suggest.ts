import type { CommunityContext } from '../context.ts';
import { namedTags } from '../tags/index.ts';
import { alikeTo } from './alike.ts';
import { suggestDocuments } from './find-documents.ts';
import { spaceOf, spacesNamed } from './find-spaces.ts';
import { limitVisitors } from './limit-visitors.ts';
import { membersNamed, titlesWith } from './search.queries.ts';
import type { Suggest, Suggestions } from './search.schema.ts';

/**
 * Spaces, members, tags, posts and documents named like what is being typed, as far as the actor may read them. What is
 * spelled alike, where nothing is. Four statements, one more for visitors, five more for a miss.
 */
export async function suggest(ctx: CommunityContext, { text }: Suggest): Promise<Suggestions> {
	ctx.authorize('enter', 'Community');
	await limitVisitors(ctx, 'suggest');
	const [members, posts, tags, documents] = await Promise.all([
		membersNamed(ctx.db, ctx.ability, text).execute(),
		titlesWith(ctx.db, ctx.ability, text).execute(),
		namedTags(ctx, text.replace(/^#/, ''), 3),
		suggestDocuments(ctx, text),
	]);
	const spaces = spacesNamed(ctx, text);
	const isMiss = [spaces, members, tags, posts, documents].every(({ length }) => length === 0);
	if (isMiss) return { ...(await alikeTo(ctx, text)), documents };
	return {
		...{ spaces, members, tags, documents },
		posts: posts.map(({ spaceId, ...title }) => ({ ...title, space: spaceOf(ctx, spaceId) })),
	};
}
