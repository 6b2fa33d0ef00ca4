import type { CommunityContext } from '../context.ts';
import { namedTags } from '../tags/index.ts';
import { spaceOf, spacesNamed } from './find-spaces.ts';
import { limitVisitors } from './limit-visitors.ts';
import { membersNamed, titlesWith } from './search.queries.ts';
import type { Suggest, Suggestions } from './search.schema.ts';

/** Spaces, members, tags and posts named like what is being typed, as far as the actor may read them. Three statements, one more for visitors. */
export async function suggest(ctx: CommunityContext, { text }: Suggest): Promise<Suggestions> {
	ctx.authorize('enter', 'Community');
	await limitVisitors(ctx, 'suggest');
	const [members, posts, tags] = await Promise.all([
		membersNamed(ctx.db, ctx.ability, text).execute(),
		titlesWith(ctx.db, ctx.ability, text).execute(),
		namedTags(ctx, text.replace(/^#/, ''), 3),
	]);
	return {
		...{ spaces: spacesNamed(ctx, text), members, tags },
		posts: posts.map(({ spaceId, ...title }) => ({ ...title, space: spaceOf(ctx, spaceId) })),
	};
}
