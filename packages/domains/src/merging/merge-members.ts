import { InvalidError } from '@kith/kernel/errors';
import { isContended } from '@kith/db/pg-errors';
import type { CommunityContext, PlatformContext } from '../context.ts';
import { contextOf } from '../archives/index.ts';
import { requireFresh } from '../factors/index.ts';
import { dropSessions } from '../members/index.ts';
import { selfOf } from '../realm.ts';
import { becomeOne } from './become-one.ts';
import type { MergeMembers } from './merging.schema.ts';
import { mergeable, type Two } from './pair.ts';

const TRIES = 3;

/**
 * Makes one account of two of one person, for good and in one transaction: what the one that goes wrote and has comes to
 * stand under the other. Throws `identity.confirm_first` without a fresh proof, `merging.other_handle` unless the handle of
 * the one that goes was typed, and what `mergeable` refuses.
 */
export async function mergeMembers(
	ctx: PlatformContext,
	{ communityId, memberId, intoId, handle }: MergeMembers,
): Promise<void> {
	const here = await contextOf(ctx, communityId);
	here.authorize('merge', 'Member');
	requireFresh(ctx, selfOf(ctx));
	const pair = { from: memberId, into: intoId };
	const typed = handle.replace(/^@/, '').toLowerCase();
	const { gone, stays } = await untilAlone(here, (inner) =>
		inner.transaction(async (tx) => {
			const two = await mergeable(inner, tx.db, pair, { isLocked: true });
			if (typed !== two.gone.handle) throw new InvalidError('merging.other_handle');
			await becomeOne(inner, tx, two);
			return two;
		}),
	);
	await dropSessions(here, gone.userId);
	// Whoever is held back from now on is signed out as well.
	if (gone.restriction === 'suspended') await dropSessions(here, stays.userId);
}

/** Others hold rows of the two for a moment, in an order of their own: of two that wait for each other one begins again. */
async function untilAlone(
	ctx: CommunityContext,
	run: (ctx: CommunityContext) => Promise<Two>,
): Promise<Two> {
	for (let attempt = 1; ; attempt++)
		try {
			return await run(ctx);
		} catch (error) {
			if (attempt === TRIES || !isContended(error)) throw error;
		}
}
