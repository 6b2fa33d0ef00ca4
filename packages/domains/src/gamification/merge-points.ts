import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import {
	bringDeeds,
	bringGrants,
	dropDoubleDeeds,
	dropEarned,
	givenByHand,
	type Pair,
} from './merge.queries.ts';
import { renameInFinals } from './close-seasons.ts';
import { mergeChallenges } from './leave-behind.ts';
import { settleLater } from './note-deeds.ts';
import { ensureScore, lockScore } from './points.queries.ts';
import { holdsIn, keepLevel, levelRow } from './levels-kept.queries.ts';
import { endLevelLater } from './settle-level.ts';
import { enter } from './settle-points.ts';

/**
 * Brings what an account did, and what it was given by hand, over to another one; what rules give for it is counted anew
 * in a moment. Run again, it brings what came meanwhile.
 */
// authorize: the verb that merges has asked for both.
export async function mergePoints(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	pair: Pair,
): Promise<void> {
	if (!hasModule(ctx, 'gamification')) return;
	const { from, into } = pair;
	await ensureScore(tx.db, into).execute();
	const score = await lockScore(tx.db, into).executeTakeFirst();
	if (!score) return;
	const left = await mergeChallenges(tx, pair);
	await bringLevel(ctx, tx, pair);
	const gifts = await givenByHand(tx.db, from).execute();
	await dropDoubleDeeds(tx.db, pair).execute();
	for (const statement of bringDeeds(tx.db, pair)) await statement.execute();
	for (const statement of bringGrants(tx.db, pair)) await statement.execute();
	await dropEarned(tx.db, from);
	await renameInFinals(ctx, tx, pair);
	const entries = gifts.map((gift) => ({ ...gift, id: newId(), memberId: into }));
	await enter(ctx, tx, into, { entries, before: score.points });
	await settleLater(ctx, tx, [into, ...left]);
}

/** Where the other account stood, and what it kept, is theirs until all is counted: nobody loses a level by being one. */
async function bringLevel(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ from, into }: Pair,
): Promise<void> {
	const [gone, stays] = [
		await levelRow(tx.db, from).executeTakeFirst(),
		await levelRow(tx.db, into).executeTakeFirst(),
	];
	if (!gone || !stays) return;
	const holds = [...holdsIn(gone.holds), ...holdsIn(stays.holds)].toSorted(
		(one, other) => one.until.getTime() - other.until.getTime(),
	);
	const level = Math.max(gone.level, stays.level);
	await keepLevel(tx.db, into, { level, holds }).execute();
	await endLevelLater(ctx, tx, into, holds);
}
