import type { CountedStep, Step } from './challenges.schema.ts';
import { DAY, evaluate, inTheirOrder, type Deed } from './evaluate.ts';
import { NO_LIMITS, type RuleDefinition } from './gamification.schema.ts';
import { reachOf, type Reach } from './reach.ts';

/** How far a party is with each step: how often it was done, and when it was done with it. */
export type Progress = Readonly<Record<string, { count: number; at: number | null }>>;

/** What members did who are not known any more: how many they were, and when what they did counted for a step. */
export type Kept = { members: number; times: Readonly<Record<string, readonly number[]>> };
export const NOTHING_KEPT: Kept = { members: 0, times: {} };

/** What lies between the start and the end of a challenge. */
export type Span = { startsAt: number; endsAt: number };

export type PartyMember = { memberId: string; joinedAt: number; history: readonly Deed[] };

export type Party = {
	steps: readonly Step[];
	span: Span;
	/** How many it takes. */
	least: number;
	members: readonly PartyMember[];
	kept: Kept;
	/** When each step's evidence was accepted. */
	accepted: ReadonlyMap<string, number>;
};

/** A step as the rule that it is: what counts for it is what the rule would reward between start and end. */
const asRule = ({ on, to, when }: CountedStep): RuleDefinition => ({
	...{ on, to, when, points: 1, badgeId: null, brings: null, most: NO_LIMITS, restMinutes: null },
});

export const isCounted = (step: Step): step is CountedStep => step.kind === 'counted';

/** What a step looks at; null for one that is judged. */
export const reachOfStep = (step: Step): Reach | null =>
	isCounted(step) ? reachOf([asRule(step)]) : null;

/** From when on a challenge has to know what a member did, and of which kinds; no kinds stand for all. */
export function historyNeeded(steps: readonly Step[], { startsAt }: Span) {
	const reaches = steps.flatMap((step) => reachOfStep(step) ?? []);
	const days = Math.max(0, ...reaches.map((reach) => reach.days));
	const kinds = new Set<string>();
	for (const reach of reaches) {
		if (reach.kinds === 'all') return { kinds: [], since: since(startsAt, days) };
		for (const one of reach.kinds) kinds.add(one.split(' ')[1] ?? '');
	}
	return { kinds: [...kinds], since: since(startsAt, days) };
}

/** A streak of so many days is seen from the start of the first of them. */
const since = (startsAt: number, days: number) =>
	Number.isFinite(days) ? Math.floor(startsAt / DAY) * DAY - (days + 1) * DAY : -Infinity;

/** When one member did what counts for a step, in their order. */
export function timesOf(step: CountedStep, span: Span, member: PartyMember): number[] {
	const version = {
		definition: asRule(step),
		...{ countsFrom: span.startsAt, countsUntil: span.endsAt },
	};
	const history = member.history.toSorted(inTheirOrder);
	const { awards } = evaluate([version], history, member);
	return awards.map(({ deed }) => deed.at);
}

/**
 * How far a party is, and when it was through: null as long as it is not. Pure: it looks at nothing but what was done,
 * accepted and kept, so that counting anew comes to the same.
 */
export function measure(party: Party): { progress: Progress; doneAt: number | null } {
	const { steps, span, members, kept, accepted, least } = party;
	const progress: Record<string, { count: number; at: number | null }> = {};
	for (const step of steps) {
		if (!isCounted(step)) {
			const at = accepted.get(step.id) ?? null;
			progress[step.id] = { count: at === null ? 0 : 1, at };
			continue;
		}
		const times = [
			...members.flatMap((member) => timesOf(step, span, member)),
			...(kept.times[step.id] ?? []),
		].toSorted((a, b) => a - b);
		const count = Math.min(times.length, step.times);
		progress[step.id] = { count, at: times[step.times - 1] ?? null };
	}
	const ends = steps.map(({ id }) => progress[id]?.at ?? null);
	const isWhole = members.length + kept.members >= least;
	const isDone = isWhole && ends.every((at) => at !== null);
	return { progress, doneAt: isDone ? Math.max(...ends.map((at) => at ?? 0)) : null };
}
