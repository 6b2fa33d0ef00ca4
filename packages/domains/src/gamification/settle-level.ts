import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { BY_LEVEL, settle } from '../grants/index.ts';
import { levelAt, readLevels } from './levels.queries.ts';
import { isOnlyFun } from './only-fun.ts';

/** Gives what the level brings that a member stands at now, and tells of a level that was reached or lost. */
// authorize: levels bring; whoever arranged them was asked.
export async function settleLevel(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	{ before, after }: { before: number; after: number },
): Promise<void> {
	const { levels } = await readLevels(tx.db);
	const [from, to] = [levelAt(levels, before), levelAt(levels, after)];
	if (from === to) return;
	await bring(ctx, tx, memberId, to);
	await tx.emit('gamification.level_changed', { memberId, from: from + 1, to: to + 1 });
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
