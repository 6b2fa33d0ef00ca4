import { memberIdOf } from '@kith/kernel/actor';
import {
	ConflictError,
	ForbiddenError,
	InvalidError,
	LimitReachedError,
	NotFoundError,
} from '@kith/kernel/errors';
import type { CommunityDb } from '@kith/db/handles';
import type { CommunityContext } from '../context.ts';
import { isOwner, requireAbove } from '../members/index.ts';
import { countsOf, doublesOf } from './counts.queries.ts';
import { awaitedRemoval, pairRows } from './merging.queries.ts';
import { MOST_MOVED, type Counts } from './merging.schema.ts';
import type { Pair } from './moving.queries.ts';

export type Account = Awaited<ReturnType<ReturnType<typeof pairRows>['execute']>>[number];
export type Two = { gone: Account; stays: Account; has: Counts; doubles: Counts };

/** Whom one can be merged into: somebody who is in. */
const IN = new Set(['active', 'suspended']);

/**
 * The two accounts, if the actor may make one of them. Throws `merging.same_account`, `members.not_found`,
 * `members.not_oneself`, `members.above_you`, `members.owner_stays`, `merging.works_here`, `merging.not_in`,
 * `merging.being_removed`, `merging.restricted` and `merging.too_much`.
 */
export async function mergeable(
	ctx: CommunityContext,
	db: CommunityDb,
	pair: Pair,
	{ isLocked }: { isLocked: boolean },
): Promise<Two> {
	ctx.authorize('merge', 'Member');
	if (pair.from === pair.into) throw new InvalidError('merging.same_account');
	const query = pairRows(db, pair);
	const rows = await (isLocked ? query.forNoKeyUpdate('members') : query).execute();
	const gone = rows.find(({ id }) => id === pair.from);
	const stays = rows.find(({ id }) => id === pair.into);
	if (!gone || !stays || gone.status === 'removed' || stays.status === 'removed')
		throw new NotFoundError('members.not_found');
	requireRank(ctx, gone, stays);
	await requireState(ctx, db, gone, stays);
	const has = await countsOf(db, gone.id).executeTakeFirstOrThrow();
	const most = Object.values(has).reduce((sum, count) => sum + count, 0);
	if (most > MOST_MOVED) throw new LimitReachedError('merging.too_much', { most: MOST_MOVED });
	return { gone, stays, has, doubles: await doublesOf(db, pair).executeTakeFirstOrThrow() };
}

/** The one that goes is below the actor and no owner; the one that stays is below them, or themselves. */
function requireRank(ctx: CommunityContext, gone: Account, stays: Account): void {
	requireAbove(ctx, gone);
	if (stays.id !== memberIdOf(ctx.actor)) requireAbove(ctx, stays);
	if (isOwner(ctx, gone.roleIds)) throw new ForbiddenError('members.owner_stays');
	// Their next visit from the studio would make the account anew.
	if (ctx.snapshot.entryRoles[gone.id]) throw new ConflictError('merging.works_here');
}

async function requireState(
	ctx: CommunityContext,
	db: CommunityDb,
	gone: Account,
	stays: Account,
): Promise<void> {
	if (!IN.has(stays.status)) throw new ConflictError('merging.not_in');
	const pair = { from: gone.id, into: stays.id };
	if (await awaitedRemoval(db, pair).executeTakeFirst())
		throw new ConflictError('merging.being_removed');
	// Nobody holds an owner back, and nobody themselves: it has to be lifted first, by somebody who sees what it is for.
	const isExempt = isOwner(ctx, stays.roleIds) || stays.id === memberIdOf(ctx.actor);
	if (gone.restriction && isExempt) throw new ConflictError('merging.restricted');
}
