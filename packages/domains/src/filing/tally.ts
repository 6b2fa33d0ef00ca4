import type { CommunityTransaction } from '../context.ts';
import { keepSetting, startSetting, storedSetting } from '../settings.queries.ts';
import { FilingTally, FILING_TALLY, STOPS_AT, type RuleTally } from './filing.schema.ts';

const DAY = 86_400_000;
const KEPT_DAYS = 30;
const NOTHING: RuleTally = { days: [], last: [], lastAt: null, stoppedAt: null };

const dayOf = (at: Date) => Math.floor(at.getTime() / DAY);

/** The tally as it stands, for those who look. */
export const tallyOf = (value: unknown): FilingTally => FilingTally.parse(value ?? {});

/** Changes the tally under its row's lock, which whoever files at the same time waits for: call it last. */
// authorize: whoever files, undoes, saves and resumes has asked.
export async function changeTally(
	{ db }: Pick<CommunityTransaction, 'db'>,
	now: Date,
	change: (tally: FilingTally) => FilingTally,
): Promise<void> {
	await startSetting(db, FILING_TALLY, {}, now).execute();
	const row = await storedSetting(db, FILING_TALLY).forNoKeyUpdate().executeTakeFirstOrThrow();
	await keepSetting(db, FILING_TALLY, change(tallyOf(row.value)), now).execute();
}

type Step = (of: RuleTally) => RuleTally;

/** Some rules' part of the tally after a step; a rule that is not in it yet begins. */
export const stepped = (tally: FilingTally, ruleIds: readonly string[], step: Step) => ({
	...tally,
	...Object.fromEntries(ruleIds.map((id) => [id, step(tally[id] ?? NOTHING)])),
});

/** The part of the tally that is about some rules. */
export const onlyOf = (tally: FilingTally, ruleIds: readonly string[]) =>
	Object.fromEntries(Object.entries(tally).filter(([id]) => ruleIds.includes(id)));

/** A rule that filed a post, now. */
export const withFiled = (tally: RuleTally, postId: string, now: Date): RuleTally => ({
	...tally,
	days: onDay(tally, now, 1, 0),
	last: [...tally.last, [postId, null] as Last].slice(-STOPS_AT.of),
	lastAt: now.toISOString(),
});

type Last = RuleTally['last'][number];
type Undone = { ruleIds: readonly string[]; postId: string; by: string; now: Date };

/** The tally after what rules did with a post was undone; a rule of which that is true too often is stopped. */
export function withUndone(tally: FilingTally, { ruleIds, ...undone }: Undone): FilingTally {
	// Of rules that are gone nothing is kept.
	const there = ruleIds.filter((id) => tally[id]);
	return stepped(tally, there, (one) => undoneIn(one, undone));
}

function undoneIn(tally: RuleTally, { postId, by, now }: Omit<Undone, 'ruleIds'>): RuleTally {
	const last = tally.last.map(([id, was]): Last => [id, id === postId ? by : was]);
	const isTooOften = new Set(last.flatMap(([, whose]) => whose ?? [])).size >= STOPS_AT.undone;
	const stoppedAt = tally.stoppedAt ?? (isTooOften ? now.toISOString() : null);
	return { ...tally, days: onDay(tally, now, 0, 1), last, stoppedAt };
}

/** A rule that goes on: what was undone before is not held against it again. */
export const resumed = (tally: RuleTally): RuleTally => ({ ...tally, last: [], stoppedAt: null });

/** How many were filed and undone in the last thirty days. */
export function lately(
	{ days }: Pick<RuleTally, 'days'>,
	now: Date,
): { filed: number; undone: number } {
	const recent = days.filter(([day]) => day > dayOf(now) - KEPT_DAYS);
	const sum = (at: 1 | 2) => recent.reduce((all, day) => all + day[at], 0);
	return { filed: sum(1), undone: sum(2) };
}

function onDay({ days }: RuleTally, now: Date, filed: number, undone: number): RuleTally['days'] {
	const today = dayOf(now);
	const [, f = 0, u = 0] = days.find(([day]) => day === today) ?? [];
	const others = days.filter(([day]) => day > today - KEPT_DAYS && day !== today);
	return [...others, [today, f + filed, u + undone]];
}
