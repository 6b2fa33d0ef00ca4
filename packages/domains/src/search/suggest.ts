import type { CommunityContext } from '../context.ts';
import { namedTags } from '../tags/index.ts';
import { suggestDocuments } from './find-documents.ts';
import { spaceOf, spacesNamed } from './find-spaces.ts';
import { limitVisitors } from './limit-visitors.ts';
import { membersNamed, titlesWith } from './search.queries.ts';
import type { Suggest, Suggestions } from './search.schema.ts';

/**
 * Spaces, members, tags, posts and documents named like what is being typed, as far as the actor may read them. Four
 * statements, one more for visitors.
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
	return {
		...{ spaces: spacesNamed(ctx, text), members, tags, documents },
		posts: posts.map(({ spaceId, ...title }) => ({ ...title, space: spaceOf(ctx, spaceId) })),
	};
}
