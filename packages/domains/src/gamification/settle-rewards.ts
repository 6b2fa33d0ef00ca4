import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { badgesByChallenges, rewardEntries } from './parties.queries.ts';
import {
	ensureScore,
	lockScore,
	moveGrant,
	revokeGrants,
	takenByHand,
	type Entry,
} from './points.queries.ts';
import { publishedRules } from './rules-in-force.ts';
import { giveOne } from './settle-badges.ts';
import { doubtEverything, enter, settlePoints } from './settle-points.ts';

/** What a challenge gives somebody, and when they earned it: null for who is not through with it. */
export type Reward = {
	challengeId: string;
	points: number;
	badgeId: string | null;
	at: Date | null;
};

/**
 * Makes what challenges give a member equal to what they should: the ledger gets an entry for each difference, badges come
 * and go. Once per challenge and member, however often it is asked.
 */
// authorize: the callers have asked.
export async function settleRewards(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	rewards: readonly Reward[],
): Promise<void> {
	await ensureScore(tx.db, memberId).execute();
	const score = await lockScore(tx.db, memberId).executeTakeFirst();
	if (!score) return;
	const ids = rewards.map(({ challengeId }) => challengeId);
	const standing = await rewardEntries(tx.db, memberId, ids).execute();
	const entries: Entry[] = [];
	for (const reward of rewards) {
		const rows = standing.filter(({ challengeId }) => challengeId === reward.challengeId);
		entries.push(...entriesFor(ctx, memberId, { reward, rows }));
	}
	await enter(ctx, tx, memberId, { entries, before: score.points });
	await settleChallengeBadges(ctx, tx, memberId, rewards);
}

type Standing = { at: Date; points: number; number: number };

/** What has to be added to the ledger, so that a challenge stands in it with what it gives, when it was earned. */
function entriesFor(
	{ clock }: CommunityContext,
	memberId: string,
	{ reward, rows }: { reward: Reward; rows: readonly Standing[] },
): Entry[] {
	const { challengeId, points, at } = reward;
	const due = at === null || points === 0 ? null : at;
	let number = Math.max(0, ...rows.map((row) => row.number));
	const entry = (kind: string, when: Date, difference: number): Entry => {
		number += 1;
		return {
			...{ id: newId(), memberId, challengeId, kind, number, points: difference, at: when },
			notedAt: clock.now(),
		};
	};
	const isDue = (when: Date) => due?.getTime() === when.getTime();
	const left = rows.filter((row) => row.points !== 0 && !isDue(row.at));
	const stands = rows.find((row) => isDue(row.at))?.points ?? 0;
	return [
		...left.map((row) => entry('reversal', row.at, -row.points)),
		...(due && stands !== points ? [entry('reward', due, points - stands)] : []),
	];
}

async function settleChallengeBadges(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	rewards: readonly Reward[],
): Promise<void> {
	const ids = rewards.map(({ challengeId }) => challengeId);
	const held = await badgesByChallenges(tx.db, memberId, ids).execute();
	const due = new Map(
		rewards.flatMap(({ challengeId, badgeId, at }) =>
			badgeId && at ? [[challengeId, { badgeId, at }] as const] : [],
		),
	);
	const gone = held.filter(
		({ challengeId, badgeId }) => due.get(challengeId ?? '')?.badgeId !== badgeId,
	);
	await takeBack(ctx, tx, memberId, gone);
	for (const { id, challengeId, badgeId, givenAt } of held) {
		const earned = due.get(challengeId ?? '');
		if (earned?.badgeId !== badgeId) continue;
		due.delete(challengeId ?? '');
		if (earned.at.getTime() !== givenAt.getTime()) await moveGrant(tx.db, id, earned.at).execute();
	}
	if (due.size === 0) return;
	const taken = await takenByHand(tx.db, memberId).execute();
	for (const [challengeId, { badgeId, at }] of due)
		if (!taken.some((one) => one.badgeId === badgeId))
			await giveOne(ctx, tx, { id: newId(), memberId, badgeId, ruleId: null, challengeId, at });
}

/** Takes back what a challenge gives no more; what a rule gives all the same, it gives now. */
async function takeBack(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	gone: readonly { id: string; badgeId: string }[],
): Promise<void> {
	if (gone.length === 0) return;
	const end = { at: ctx.clock.now(), reason: '' };
	const ids = gone.map(({ id }) => id);
	for (const { badgeId } of await revokeGrants(tx.db, ids, end).execute())
		await tx.emit('gamification.badge_taken', { memberId, badgeId });
	const rules = (await publishedRules(tx.db)).filter(({ versions }) =>
		versions.some(({ definition }) => gone.some(({ badgeId }) => badgeId === definition.badgeId)),
	);
	await settlePoints(ctx, tx, memberId, doubtEverything(rules));
}
