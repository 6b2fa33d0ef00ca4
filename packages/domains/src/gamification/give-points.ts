import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { memberRow } from './badges.queries.ts';
import type { GivePoints } from './awards.schema.ts';
import { ensureScore, insertEntryOnce, lockScore } from './points.queries.ts';
import { count } from './settle-points.ts';

/**
 * Gives somebody points by hand, or takes some, with a reason that they read; sent again, it was done once. Throws
 * `members.not_found`.
 */
export async function givePoints(
	ctx: CommunityContext,
	{ id, memberId, points, reason }: GivePoints,
): Promise<void> {
	ctx.authorize('assign', 'PointRule');
	requireModule(ctx, 'gamification');
	await ctx.transaction(async (tx) => {
		const member = await memberRow(tx.db, memberId).executeTakeFirst();
		if (!member) throw new NotFoundError('members.not_found');
		await ensureScore(tx.db, memberId).execute();
		const score = await lockScore(tx.db, memberId).executeTakeFirstOrThrow();
		const now = ctx.clock.now();
		const entry = {
			...{ id, memberId, kind: 'manual', number: 1, points, reason, at: now, notedAt: now },
		};
		if (!(await insertEntryOnce(tx.db, entry).executeTakeFirst())) return;
		await count(ctx, tx, memberId, { entries: [entry], before: score.points });
		tx.audit({
			action: 'points.given',
			target: { kind: 'member', id: memberId, label: member.name, memberId },
			...{ reason, after: { points } },
		});
	});
}
