import type { CommunityContext, Services } from '../context.ts';
import { accessOver, membersOver } from './access.queries.ts';
import { inEach, pointsContext } from './points-context.ts';
import { lockScore } from './points.queries.ts';
import { bringByRules, END_ACCESS, endSome } from './settle-access.ts';

const BATCH = 100;

/** Takes back from some members what rules brought them for a time that is over. */
export async function endAccessOf(
	services: Services,
	{ communityId, memberIds }: { communityId: string; memberIds: readonly string[] },
): Promise<void> {
	const ctx = await pointsContext(services, communityId, END_ACCESS);
	if (ctx) await endFor(ctx, memberIds);
}

/** The same for everybody whom no job came to, in every community. */
export async function sweepAccess(services: Services): Promise<void> {
	await inEach(services, 'sweep-access', async (ctx) => {
		for (;;) {
			const rows = await membersOver(ctx.db, ctx.clock.now(), BATCH).execute();
			await endFor(
				ctx,
				rows.map(({ memberId }) => memberId),
			);
			if (rows.length < BATCH) return;
		}
	});
}

async function endFor(ctx: CommunityContext, memberIds: readonly string[]): Promise<void> {
	ctx.authorize('update', 'PointRule');
	for (const memberId of memberIds)
		await ctx.transaction(async (tx) => {
			const isHere = await lockScore(tx.db, memberId).executeTakeFirst();
			const over = await accessOver(tx.db, memberId, ctx.clock.now()).execute();
			await endSome(ctx, tx, { memberId, ids: over.map(({ id }) => id) });
			// Who is not here any more has lost everything, whoever gave it.
			if (isHere && over.length > 0) await bringByRules(ctx, tx, memberId);
		});
}
