import type { CommunityContext, Services } from '../context.ts';
import { holdsOver } from './levels-kept.queries.ts';
import { inEach, pointsContext } from './points-context.ts';
import { lockScore } from './points.queries.ts';
import { END_LEVEL, settleLevel } from './settle-level.ts';

const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Takes levels from some members that they kept until now. */
export async function endLevelOf(
	services: Services,
	{ communityId, memberIds }: { communityId: string; memberIds: readonly string[] },
): Promise<void> {
	const ctx = await pointsContext(services, communityId, END_LEVEL);
	if (ctx) await endFor(ctx, memberIds);
}

/** The same for everybody whom no job came to, in every community: whoever came in with an archive has none. */
export async function sweepLevels(services: Services): Promise<void> {
	await inEach(services, 'sweep-levels', async (ctx) => {
		for (let after = FIRST; ;) {
			const wish = { now: ctx.clock.now(), after, limit: BATCH };
			const rows = await holdsOver(ctx.db, wish).execute();
			await endFor(
				ctx,
				rows.map(({ memberId }) => memberId),
			);
			after = rows.at(-1)?.memberId ?? after;
			if (rows.length < BATCH) return;
		}
	});
}

async function endFor(ctx: CommunityContext, memberIds: readonly string[]): Promise<void> {
	ctx.authorize('update', 'PointRule');
	for (const memberId of memberIds)
		await ctx.transaction(async (tx) => {
			// Who is not here any more has lost everything, whoever gave it.
			const score = await lockScore(tx.db, memberId).executeTakeFirst();
			if (score) await settleLevel(ctx, tx, memberId, score.points);
		});
}
