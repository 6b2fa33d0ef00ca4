import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { Steps } from './challenges.schema.ts';
import { deedsOf, type Changed } from './deeds.queries.ts';
import type { Deed } from './evaluate.ts';
import type { Side } from './gamification.schema.ts';
import {
	historyNeeded,
	isCounted,
	measure,
	NOTHING_KEPT,
	reachOfStep,
	type Kept,
	type PartyMember,
} from './measure.ts';
import {
	acceptedEvidence,
	changeParty,
	lockParties,
	partiesWith,
	partyMembers,
	type LockedParty,
} from './parties.queries.ts';
import { reaches, stretchAround } from './reach.ts';
import { settleRewards, type Reward } from './settle-rewards.ts';
import { settlePoints, toDeed, type Doubt } from './settle-points.ts';

type Touched = { partyIds: string[]; memberIds: string[] };

/** Parties that may stand otherwise after these deeds, and those who may have a badge back that a rule takes. */
export async function partiesTouched(
	{ db }: CommunityTransaction,
	changed: readonly Changed[],
	doubts: ReadonlyMap<string, readonly Doubt[]>,
): Promise<Touched> {
	const sides = changed.flatMap(({ kind, memberId, otherId, otherBefore, at, atBefore }) => {
		const times = [at, atBefore ?? at].map((time) => time.getTime());
		const span = { kind, first: Math.min(...times), last: Math.max(...times) };
		const stands: [string | null, Side][] = [
			[memberId, 'doer'],
			[otherId, 'other'],
			[otherBefore, 'other'],
		];
		return stands.flatMap(([who, side]) => (who ? [{ ...span, who, side }] : []));
	});
	const who = [...new Set([...sides.map((one) => one.who), ...doubts.keys()])];
	if (who.length === 0) return { partyIds: [], memberIds: [] };
	const rows = await partiesWith(db, who).execute();
	const touched = rows.filter(({ memberId, steps, startsAt, endsAt, badgeId }) => {
		if (badgeId !== null && givesBadge(doubts.get(memberId) ?? [], badgeId)) return true;
		const looks = Steps.parse(steps).flatMap((step) => reachOfStep(step) ?? []);
		return sides.some(
			({ who: one, side, kind, first, last }) =>
				one === memberId &&
				looks.some((reach) => {
					if (!reaches(reach, side, kind)) return false;
					const { from, until } = stretchAround(reach, first, last);
					return from < endsAt.getTime() && until > startsAt.getTime();
				}),
		);
	});
	return {
		partyIds: [...new Set(touched.map(({ partyId }) => partyId))],
		memberIds: [...new Set(touched.map(({ memberId }) => memberId))],
	};
}

const givesBadge = (doubts: readonly Doubt[], badgeId: string): boolean =>
	doubts.some(({ rule }) => rule.versions.some(({ definition }) => definition.badgeId === badgeId));

/** All parties that somebody is in. */
export const partiesOf = async (
	{ db }: Pick<CommunityTransaction, 'db'>,
	memberIds: readonly string[],
): Promise<string[]> => {
	const rows = await partiesWith(db, memberIds).execute();
	return [...new Set(rows.map(({ partyId }) => partyId))];
};

type InDoubt = { doubts: ReadonlyMap<string, readonly Doubt[]>; partyIds: readonly string[] };

/**
 * Makes what members have equal to what they should, where that is in doubt: what rules give them, how far their parties
 * are, and what challenges give for that. Parties first and then members, each in one order, so that of many at once
 * nobody waits for who waits for them. Run again, it changes nothing.
 */
// authorize: what happened has happened; the callers have asked.
export async function settleTogether(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ doubts, partyIds }: InDoubt,
): Promise<void> {
	const rewards = await settleParties(tx, partyIds);
	const memberIds = [...new Set([...doubts.keys(), ...rewards.keys()])];
	for (const memberId of memberIds.toSorted((a, b) => (a < b ? -1 : 1))) {
		const doubted = doubts.get(memberId);
		if (doubted) await settlePoints(ctx, tx, memberId, doubted);
		const due = rewards.get(memberId);
		if (due) await settleRewards(ctx, tx, memberId, due);
	}
}

/** Works out anew how far parties are; by member, what their challenges give them. */
async function settleParties(
	tx: CommunityTransaction,
	partyIds: readonly string[],
): Promise<Map<string, Reward[]>> {
	const rewards = new Map<string, Reward[]>();
	if (partyIds.length === 0) return rewards;
	const parties = await lockParties(tx.db, partyIds).execute();
	const members = await partyMembers(tx.db, partyIds).execute();
	const evidence = await acceptedEvidence(tx.db, partyIds).execute();
	for (const party of parties) {
		const its = members.filter(({ partyId }) => partyId === party.id);
		const accepted = evidence.flatMap(({ partyId, stepId, decidedAt }) =>
			partyId === party.id && decidedAt ? [[stepId, decidedAt.getTime()] as const] : [],
		);
		const known: PartyMember[] = [];
		for (const one of its) known.push(await knownOf(tx, party, one));
		const { progress, doneAt } = measure({
			...{ ...spanOf(party), least: party.teamLeast },
			...{ accepted: new Map(accepted), members: known },
		});
		const change = { progress: JSON.stringify(progress), doneAt: asDate(doneAt) };
		await changeParty(tx.db, party.id, change).execute();
		await tell(tx, party, { doneAt, members: its });
		for (const { memberId, tookPartAt } of its) {
			// Nothing is earned before one takes part.
			const at = doneAt === null ? null : Math.max(doneAt, tookPartAt.getTime());
			const { challengeId, points, badgeId } = party;
			const reward = { challengeId, points, badgeId, at: asDate(at) };
			rewards.set(memberId, [...(rewards.get(memberId) ?? []), reward]);
		}
	}
	return rewards;
}

/** Says that a party is through, or is not any more. */
async function tell(
	tx: CommunityTransaction,
	{ challengeId, doneAt: before }: LockedParty,
	{ doneAt, members }: { doneAt: number | null; members: readonly { memberId: string }[] },
): Promise<void> {
	if ((before === null) === (doneAt === null)) return;
	const name = doneAt === null ? 'gamification.challenge_undone' : 'gamification.challenge_done';
	for (const { memberId } of members) await tx.emit(name, { memberId, challengeId });
}

const asDate = (at: number | null): Date | null => (at === null ? null : new Date(at));

export const keptIn = ({ kept }: Pick<LockedParty, 'kept'>): Kept => ({
	...NOTHING_KEPT,
	...(kept as Partial<Kept>),
});

/** What a party has to do, and when. */
export const spanOf = (party: Pick<LockedParty, 'steps' | 'startsAt' | 'endsAt' | 'kept'>) => ({
	steps: Steps.parse(party.steps),
	span: { startsAt: party.startsAt.getTime(), endsAt: party.endsAt.getTime() },
	kept: keptIn(party),
});

/** A member with all that they did and that steps look at. */
export async function knownOf(
	{ db }: CommunityTransaction,
	party: Pick<LockedParty, 'steps' | 'startsAt' | 'endsAt' | 'kept'>,
	{ memberId, joinedAt }: { memberId: string; joinedAt: Date },
) {
	const { steps, span } = spanOf(party);
	const who = { memberId, joinedAt: joinedAt.getTime() };
	const history: Deed[] = [];
	if (steps.some(isCounted)) {
		const wish = { ...historyNeeded(steps, span), until: span.endsAt };
		history.push(...(await deedsOf(db, memberId, wish).execute()).map(toDeed));
	}
	return { ...who, history };
}

/** A party of one's own has no name; ids are made here where nobody chose one. */
export const ownParty = (challengeId: string, now: Date) => ({
	...{ id: newId(), challengeId, name: '', code: null, isOpen: false, createdAt: now },
});
