import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { deedsOf } from './deeds.queries.ts';
import { evaluate, inTheirOrder, type Award, type Deed, type DeedFacts } from './evaluate.ts';
import type { DeedKind } from './gamification.schema.ts';
import {
	addDays,
	addPoints,
	ensureScore,
	entryNumbers,
	insertEntries,
	lockScore,
	NO_SPACE,
	standingEntries,
	type DayPoints,
	type Entry,
} from './points.queries.ts';
import { EVER, type Stretch } from './reach.ts';
import type { Rule } from './rules-in-force.ts';
import { bringByRules, settleAccess } from './settle-access.ts';
import { settleBadges } from './settle-badges.ts';
import { settleLevel } from './settle-level.ts';

/** A rule, and the stretch of time in which what it gives may not be what it was. */
export type Doubt = { rule: Rule; stretch: Stretch };

export const doubtEverything = (rules: readonly Rule[]): Doubt[] =>
	rules.map((rule) => ({ rule, stretch: EVER }));

type Row = Omit<Deed, 'at' | 'kind' | 'facts'> & { kind: string; at: Date; facts: unknown };

export const toDeed = ({ at, facts, kind, ...row }: Row): Deed => ({
	...row,
	...{ kind: kind as DeedKind, at: at.getTime(), facts: facts as DeedFacts },
});

/**
 * Makes what rules give a member equal to what they should, where that is in doubt: the ledger gets an entry for each
 * difference, the score and its days move along, badges come and go, and so does what rules and the level bring. Run again, it
 * changes nothing. In the caller's transaction; of many at once one works on a member at a time.
 */
// authorize: rules give; whoever published them was asked.
export async function settlePoints(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	doubts: readonly Doubt[],
): Promise<void> {
	await ensureScore(tx.db, memberId).execute();
	const score = await lockScore(tx.db, memberId).executeTakeFirst();
	if (!score) return;
	const recipient = { memberId, joinedAt: score.joinedAt.getTime() };
	const entries: Entry[] = [];
	let isBrought = false;
	for (const { rule, stretch } of doubts) {
		const history = await historyOf(tx, memberId, { rule, stretch });
		const { awards } = evaluate(rule.versions, history, recipient, stretch.from);
		entries.push(...(await entriesFor(ctx, tx, { memberId, rule, stretch, awards })));
		if (rule.versions.some(({ definition }) => definition.badgeId !== null))
			await settleBadges(ctx, tx, { memberId, ruleId: rule.id, awards });
		if (!rule.versions.some(({ definition }) => definition.brings !== null)) continue;
		await settleAccess(ctx, tx, { memberId, rule, awards });
		isBrought = true;
	}
	if (isBrought) await bringByRules(ctx, tx, memberId);
	await enter(ctx, tx, memberId, { entries, before: score.points });
}

async function historyOf(
	{ db }: CommunityTransaction,
	memberId: string,
	{ rule, stretch }: Doubt,
): Promise<Deed[]> {
	const { kinds } = rule.reach;
	const names =
		kinds === 'all' ? [] : [...new Set([...kinds].map((one) => one.split(' ')[1] ?? ''))];
	const { since, until } = stretch;
	const rows = await deedsOf(db, memberId, { kinds: names, since, until }).execute();
	return rows.map(toDeed).toSorted(inTheirOrder);
}

type Settling = Doubt & { memberId: string; awards: readonly Award[] };

/** What has to be added to the ledger, so that each deed stands in it with what it is worth now. */
async function entriesFor(
	{ clock }: CommunityContext,
	{ db }: CommunityTransaction,
	{ memberId, rule, stretch, awards }: Settling,
): Promise<Entry[]> {
	const ruleId = rule.id;
	const standing = await standingEntries(db, { memberId, ruleId, ...stretch }).execute();
	const wanted = new Map<string, Place & { points: number }>();
	for (const { deed, points } of awards) {
		const place = { deedId: deed.id, spaceId: deed.spaceId, at: new Date(deed.at) };
		if (points !== 0) wanted.set(keyOf(place), { ...place, points });
	}
	const changes: (Place & { points: number; kind: 'rule' | 'reversal' })[] = [];
	for (const { deedId, spaceId, at, points } of standing) {
		if (deedId === null) continue;
		const place = { deedId, spaceId, at };
		const due = wanted.get(keyOf(place))?.points ?? 0;
		wanted.delete(keyOf(place));
		const kind = due === 0 ? 'reversal' : 'rule';
		if (due !== points) changes.push({ ...place, points: due - points, kind });
	}
	for (const place of wanted.values()) changes.push({ ...place, kind: 'rule' });
	if (changes.length === 0) return [];
	const deedIds = [...new Set(changes.map(({ deedId }) => deedId))];
	const rows = await entryNumbers(db, { memberId, ruleId, deedIds }).execute();
	const numbers = new Map(rows.map(({ deedId, number }) => [deedId, number]));
	return changes.map((change) => {
		const number = (numbers.get(change.deedId) ?? 0) + 1;
		numbers.set(change.deedId, number);
		return { id: newId(), memberId, ruleId, number, ...change, notedAt: clock.now() };
	});
}

type Place = { deedId: string; spaceId: string | null; at: Date };
const keyOf = ({ deedId, spaceId, at }: Place) => `${deedId} ${spaceId ?? ''} ${at.getTime()}`;

/** Entries a statement carries: each has ten values, and there is room for 65,535. */
const AT_ONCE = 1000;

/** Adds entries to the ledger and to everything that is a sum of it. */
// authorize: the callers have asked.
export async function enter(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	{ entries, before }: { entries: readonly Entry[]; before: number },
): Promise<void> {
	if (entries.length === 0) return;
	for (let start = 0; start < entries.length; start += AT_ONCE)
		await insertEntries(tx.db, entries.slice(start, start + AT_ONCE)).execute();
	await count(ctx, tx, memberId, { entries, before });
}

/** Moves score, days and level by entries that are in the ledger already. */
// authorize: the callers have asked.
export async function count(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	{ entries, before }: { entries: readonly Entry[]; before: number },
): Promise<void> {
	const sum = entries.reduce((total, { points }) => total + points, 0);
	await addPoints(tx.db, memberId, sum).executeTakeFirstOrThrow();
	await addDays(tx.db, memberId, daysOf(entries)).execute();
	await settleLevel(ctx, tx, memberId, before);
}

function daysOf(entries: readonly Entry[]): DayPoints[] {
	const days = new Map<string, DayPoints>();
	for (const { at, spaceId, points } of entries) {
		const day = new Date(at).toISOString().slice(0, 10);
		const key = `${day} ${spaceId ?? ''}`;
		const there = days.get(key)?.points ?? 0;
		days.set(key, { day, spaceId: spaceId ?? NO_SPACE, points: there + points });
	}
	return [...days.values()].filter(({ points }) => points !== 0);
}
