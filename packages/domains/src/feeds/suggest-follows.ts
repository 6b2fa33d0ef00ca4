import type { CommunityContext } from '../context.ts';
import { activeAuthors, followedSpaceIds, postCounts } from './feeds.queries.ts';
import type { Suggestion } from './feeds.schema.ts';
import { readerOf } from './reader.ts';

const ACTIVE_DAYS = 90;

/** Lively spaces and members whom the actor does not follow yet; at most four of each. Three statements. */
export async function suggestFollows(ctx: CommunityContext): Promise<Suggestion[]> {
	ctx.authorize('enter', 'Community');
	const since = new Date(ctx.clock.now().getTime() - ACTIVE_DAYS * 86_400_000);
	const reader = readerOf(ctx);
	const [authors, held] = await Promise.all([
		activeAuthors(ctx.db, { ability: ctx.ability, reader }, since).execute(),
		followedSpaceIds(ctx.db, reader.viewerId).execute(),
	]);
	const known = new Set(held.map(({ spaceId }) => spaceId));
	const unknown = ctx.grants.spaces.readable.filter((id) => !known.has(id));
	const counts = await postCounts(ctx.db, unknown).execute();
	const spaces = counts.flatMap(({ id, postCount }) => {
		const space = ctx.snapshot.spaces.find((one) => one.id === id);
		if (!space) return [];
		const { slug, name, icon } = space;
		return { kind: 'space' as const, id, slug, name, icon, posts: postCount };
	});
	return [...spaces, ...authors.map((member) => ({ kind: 'member' as const, ...member }))];
}
