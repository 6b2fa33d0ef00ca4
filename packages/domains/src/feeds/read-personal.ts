import { memberIdOf } from '@kith/kernel/actor';
import { UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { Personal } from './feeds.schema.ts';
import { learningOf } from './learning.ts';
import {
	countRead,
	lastFollowed,
	lastFollowedTags,
	mostFavoured,
	mostTouchedTags,
	mostVisited,
} from './personal.queries.ts';
import { suggestionsFor } from './suggestions.queries.ts';
import { visited, type Learning } from './taste.queries.ts';
import { tellingFields } from './telling-fields.ts';

const SHOWN = 5;

/**
 * What feeds and suggestions for the actor are made from, by the statements that make them: what they chose, and what
 * they did. Nothing of what they did is looked at when they switched that off.
 */
export async function readPersonal(ctx: CommunityContext): Promise<Personal> {
	ctx.authorize('enter', 'Community');
	const memberId = memberIdOf(ctx.actor);
	if (!memberId) throw new UnauthenticatedError('identity.sign_in_needed');
	const own = await suggestionsFor(ctx.db, memberId).executeTakeFirst();
	const learning = learningOf(ctx, own);
	const [visits, members, tags] = await Promise.all([
		visited(ctx.db, memberId, learning).execute(),
		lastFollowed(ctx.db, ctx.ability, memberId).execute(),
		lastFollowedTags(ctx.db, memberId).execute(),
	]);
	const spaces = newestFirst(visits, 'followedAt').flatMap((visit) => spaceOf(ctx, visit) ?? []);
	return {
		...{ isOn: learning !== null, since: own?.learnedSince ?? null },
		chosen: {
			members: few(members),
			spaces: {
				items: spaces.slice(0, SHOWN).map(({ slug, name }) => ({ slug, name })),
				count: spaces.length,
			},
			tags: few(tags),
			fields: [...new Set(tellingFields(ctx, own?.fieldKeys ?? []).map(({ label }) => label))],
		},
		learned: learning && (await learnedOf(ctx, learning, visits)),
	};
}

type Visits = Awaited<ReturnType<ReturnType<typeof visited>['execute']>>;

async function learnedOf(
	ctx: CommunityContext,
	learning: NonNullable<Learning>,
	visits: Visits,
): Promise<Personal['learned']> {
	const { ability, db, grants } = ctx;
	const of = { ability, learning };
	const [answered, liked, places, tags, read] = await Promise.all([
		mostFavoured(db, of, 'answers').execute(),
		mostFavoured(db, of, 'likes').execute(),
		mostVisited(db, learning, grants.spaces.readable).execute(),
		mostTouchedTags(db, learning).execute(),
		countRead(db, learning.memberId).executeTakeFirstOrThrow(),
	]);
	const seen = newestFirst(visits, 'lookedAt').flatMap(({ spaceId, lookedAt }) => {
		const space = spaceOf(ctx, { spaceId });
		return space && lookedAt ? [{ ...space, at: lookedAt }] : [];
	});
	const spaces = places.flatMap(({ spaceId, times }) => {
		const space = spaceOf(ctx, { spaceId });
		return space ? [{ ...space, times }] : [];
	});
	return { answered, liked, spaces, tags, seen: seen.slice(0, SHOWN), readPosts: read.count };
}

/** The visits that have this date, newest first. */
function newestFirst(visits: Visits, date: 'followedAt' | 'lookedAt'): Visits {
	return visits
		.filter((visit) => visit[date] !== null)
		.toSorted((one, other) => Number(other[date]) - Number(one[date]));
}

/** A space that the actor may read still. */
function spaceOf(ctx: CommunityContext, { spaceId }: { spaceId: string }) {
	if (!ctx.grants.spaces.readable.includes(spaceId)) return null;
	const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
	return space ? { slug: space.slug, name: space.name } : null;
}

function few<Row extends { count: number }>(rows: readonly Row[]) {
	const items = rows.map(({ count, ...item }) => ({ count, item }));
	return { items: items.map(({ item }) => item), count: items[0]?.count ?? 0 };
}
