import { setImmediate } from 'node:timers/promises';
import { DAY, evaluate, sideOf, type Deed, type Evaluation } from './evaluate.ts';
import type { Condition, RuleDefinition } from './gamification.schema.ts';
import { reachOf, type Reach } from './reach.ts';

/** What one rule says, in which of the sets that are compared it stands, and what it looks at. */
export type Line = {
	ruleId: string;
	definition: RuleDefinition;
	sets: readonly ('now' | 'after')[];
	reach: Reach;
};

export const lineOf = (ruleId: string, definition: RuleDefinition, sets: Line['sets']): Line => ({
	ruleId,
	definition,
	sets,
	reach: reachOf([definition]),
});

export type Person = { memberId: string; joinedAt: number; history: readonly Step[] };
/** A deed beside what it is to the member whose history it stands in. */
type Step = { deed: Deed; key: `${'doer' | 'other'} ${Deed['kind']}` };

/** Deeds and rules that are gone through before others may have a turn. */
const AT_ONCE = 200_000;

/** How many days before a stretch of time its deeds have to be known for these rules to be counted in it. */
export function daysBefore(definitions: readonly RuleDefinition[]): number {
	const visit = (condition: Condition): number => {
		if (condition.is === 'all' || condition.is === 'any')
			return Math.max(0, ...condition.of.map(visit));
		if (condition.is === 'not') return visit(condition.what);
		if (condition.is === 'count') return condition.days ?? Infinity;
		return condition.is === 'streak' ? condition.days : 0;
	};
	return Math.max(0, ...definitions.map(({ when }) => (when ? visit(when) : 0)));
}

/** What each member did and had done for them; deeds in their order. */
export function historiesOf(
	deeds: readonly Deed[],
	members: ReadonlyMap<string, number>,
): Person[] {
	const people = new Map<string, { memberId: string; joinedAt: number; history: Step[] }>();
	const add = (deed: Deed, memberId: string | null) => {
		const joinedAt = memberId === null ? undefined : members.get(memberId);
		const side = memberId === null ? null : sideOf(deed, memberId);
		if (memberId === null || joinedAt === undefined || side === null) return;
		const person = people.get(memberId) ?? { memberId, joinedAt, history: [] };
		person.history.push({ deed, key: `${side} ${deed.kind}` });
		people.set(memberId, person);
	};
	for (const deed of deeds) {
		add(deed, deed.memberId);
		add(deed, deed.otherId);
	}
	return [...people.values()];
}

/** What one rule gives one member from `since` on: by the engine, which is shown what the rule looks at. */
export function given(line: Line, { history, ...recipient }: Person, since: number): Evaluation {
	const { definition, reach } = line;
	const { kinds } = reach;
	const seen = kinds === 'all' ? history : history.filter(({ key }) => kinds.has(key));
	const versions = [{ definition, countsFrom: since, countsUntil: null }];
	return evaluate(
		versions,
		seen.map(({ deed }) => deed),
		recipient,
		since,
	);
}

/** Hands what each rule gives each member to `take`, and lets others have a turn now and then. */
export async function walk(
	people: readonly Person[],
	lines: readonly Line[],
	since: number,
	take: (person: Person, line: Line, evaluation: Evaluation) => void,
): Promise<void> {
	let gone = 0;
	for (const person of people) {
		const met = new Set(person.history.map(({ key }) => key));
		for (const line of lines) {
			const { to, on } = line.definition;
			if (met.has(`${to} ${on}`)) take(person, line, given(line, person, since));
		}
		gone += person.history.length * lines.length;
		if (gone < AT_ONCE) continue;
		gone = 0;
		await setImmediate();
	}
}

export const daysAgo = (now: number, days: number): number =>
	Number.isFinite(days) ? now - days * DAY : -Infinity;
