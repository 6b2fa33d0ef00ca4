import type { CommunityTransaction } from '../context.ts';
import { isCounted, timesOf, type Kept } from './measure.ts';
import type { Pair } from './merge.queries.ts';
import {
	bringEvidence,
	bringPart,
	changeParty,
	dropEmptyParty,
	dropPart,
	forgetEvidence,
	lockParties,
	partiesWith,
	partsOf,
	partyMembers,
	type LockedParty,
} from './parties.queries.ts';
import { keptIn, knownOf, spanOf } from './settle-challenges.ts';

/**
 * Who asks to be forgotten leaves their teams what they did for them, as times without a name, and nothing else. Run again,
 * there is nothing to leave.
 */
// authorize: whoever left has asked.
export async function forgetInChallenges(
	tx: CommunityTransaction,
	memberId: string,
): Promise<void> {
	const parts = await partiesWith(tx.db, [memberId]).execute();
	const ids = [...new Set(parts.map(({ partyId }) => partyId))];
	const parties = ids.length > 0 ? await lockParties(tx.db, ids).execute() : [];
	for (const statement of forgetEvidence(tx.db, memberId)) await statement.execute();
	for (const party of parties) {
		const members = await partyMembers(tx.db, [party.id]).execute();
		const gone = members.find((one) => one.memberId === memberId);
		if (!gone) continue;
		await dropPart(tx.db, party.challengeId, memberId).execute();
		if (await dropEmptyParty(tx.db, party.id).executeTakeFirst()) continue;
		const kept = JSON.stringify(await withTimesOf(tx, party, gone));
		await changeParty(tx.db, party.id, { kept }).execute();
	}
}

async function withTimesOf(
	tx: CommunityTransaction,
	party: LockedParty,
	gone: { memberId: string; joinedAt: Date },
): Promise<Kept> {
	const kept = keptIn(party);
	const { steps, span } = spanOf(party);
	const known = await knownOf(tx, party, gone);
	const times: Record<string, readonly number[]> = { ...kept.times };
	for (const step of steps.filter(isCounted)) {
		const all = [...(times[step.id] ?? []), ...timesOf(step, span, known)];
		// More than the step asks for changes nothing.
		times[step.id] = all.toSorted((a, b) => a - b).slice(0, step.times);
	}
	return { members: kept.members + 1, times };
}

/**
 * Brings an account's part in challenges over to another one; where both take part, that of the one that stays is kept.
 * Answers with who is left in the parties that somebody was taken out of.
 */
// authorize: the verb that merges has asked for both.
export async function mergeChallenges(tx: CommunityTransaction, pair: Pair): Promise<string[]> {
	for (const statement of bringEvidence(tx.db, pair)) await statement.execute();
	const [going, staying] = [
		await partsOf(tx.db, pair.from).execute(),
		await partsOf(tx.db, pair.into).execute(),
	];
	const left: string[] = [];
	for (const { challengeId, partyId } of going) {
		if (!staying.some((one) => one.challengeId === challengeId)) {
			await bringPart(tx.db, pair, challengeId).execute();
			continue;
		}
		await dropPart(tx.db, challengeId, pair.from).execute();
		if (await dropEmptyParty(tx.db, partyId).executeTakeFirst()) continue;
		const others = await partyMembers(tx.db, [partyId]).execute();
		left.push(...others.map(({ memberId }) => memberId));
	}
	return [...new Set(left)];
}
