import { requestJob } from '@kith/db/jobs';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { BY_LEVEL, settle } from '../grants/index.ts';
import type { Hold } from './awards.schema.ts';
import { keptAfter } from './kept-levels.ts';
import { holdsIn, keepLevel, levelRow } from './levels-kept.queries.ts';
import { levelAt, readLevels } from './levels.queries.ts';
import { isOnlyFun } from './only-fun.ts';

export const END_LEVEL = 'end-level';

/**
 * Gives what the level brings that a member has now, and tells of a level that was reached or lost. Who falls below one keeps
 * it for as long as the levels say. Returns the place of their level; run again, it changes nothing. Under the lock of the score.
 */
// authorize: levels bring; whoever arranged them was asked.
export async function settleLevel(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	/** Their points before, where they may not have been counted since there were holds. */
	before: number,
): Promise<number> {
	const { levels } = await readLevels(tx.db);
	const row = await levelRow(tx.db, memberId).executeTakeFirstOrThrow();
	const kept = holdsIn(row.holds);
	const now = ctx.clock.now();
	const reached = levelAt(levels, row.points);
	const [top, { holdDays }] = [levels.levels.length - 1, levels];
	const was = Math.max(row.level, levelAt(levels, before));
	const holds = keptAfter({ was, reached, top, holds: kept, holdDays, now });
	const [from, to] = [highest(row.level, kept), highest(reached, holds)];
	if (row.level !== reached || !isSame(kept, holds)) {
		await keepLevel(tx.db, memberId, { level: reached, holds }).execute();
		await endLevelLater(ctx, tx, memberId, holds);
	}
	if (from === to) return to;
	await bring(ctx, tx, memberId, to);
	await tx.emit('gamification.level_changed', { memberId, from: from + 1, to: to + 1 });
	return to;
}

const highest = (reached: number, holds: readonly Hold[]): number =>
	Math.max(reached, ...holds.map(({ level }) => level));

const isSame = (one: readonly Hold[], other: readonly Hold[]): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

/** Has the first of what somebody keeps end in its second. */
// authorize: as above.
export async function endLevelLater(
	{ community, clock }: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	[first]: readonly Hold[],
): Promise<void> {
	if (!first) return;
	const payload = { communityId: community.id, memberIds: [memberId] };
	const key = `${END_LEVEL}:${community.id}:${memberId}`;
	await requestJob(tx.db, END_LEVEL, payload, { key, now: clock.now(), runAt: first.until });
}

/**
 * What all levels up to this one bring, and nothing beyond. Roles that keep order are left out, whatever was right when
 * the levels were arranged: points are fun, and trust is not bought with them.
 */
// authorize: as above.
export async function bring(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	level: number,
): Promise<void> {
	const { levels } = await readLevels(tx.db);
	const reached = levels.levels.slice(0, level + 1);
	const { roles, spaces } = ctx.snapshot;
	const due = {
		roleIds: reached.flatMap(({ roleId }) =>
			roles.filter((role) => role.id === roleId && isOnlyFun(role)).map(({ id }) => id),
		),
		spaceIds: reached
			.flatMap(({ spaceIds }) => spaceIds)
			.filter((id) => spaces.some((space) => space.id === id)),
	};
	await settle(ctx, tx, { memberId, source: BY_LEVEL }, due);
}
