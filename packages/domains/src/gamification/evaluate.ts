import { expressionHolds } from './expression.ts';
import type {
	Brings,
	Condition,
	DeedKind,
	Leaf,
	RuleDefinition,
	Side,
} from './gamification.schema.ts';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** What is known of a deed beside who did it to whom, as it was when it was first heard of. */
export type DeedFacts = {
	postKind?: string;
	tags?: readonly string[];
	emojis?: readonly string[];
	length?: number;
	/** Roles of the doer, and of the one it was done for. */
	roles?: readonly string[];
	otherRoles?: readonly string[];
};

export type Deed = {
	id: string;
	kind: DeedKind;
	subjectId: string;
	memberId: string | null;
	otherId: string | null;
	spaceId: string | null;
	/** Milliseconds since 1970. */
	at: number;
	facts: DeedFacts;
};

/** A version of a rule and the time it counts for, without end where nothing is said. */
export type RuleVersion = {
	definition: RuleDefinition;
	countsFrom: number;
	countsUntil: number | null;
};

export type Award = {
	deed: Deed;
	points: number;
	badgeId: string | null;
	brings: Brings | null;
};

export type Evaluation = {
	awards: Award[];
	/** How often everything was as the rule asks, and a limit said no. */
	heldBack: number;
};

/** Who is rewarded, and since when they have been here. */
export type Recipient = { memberId: string; joinedAt: number };

/** Deeds in their one order, whatever order they were heard of in. */
export const inTheirOrder = (a: Deed, b: Deed): number =>
	a.at - b.at || compare(a.kind, b.kind) || compare(a.subjectId, b.subjectId);

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** On which side of a deed a member stands; on none when they did it for themselves. */
export function sideOf(deed: Deed, memberId: string): Side | null {
	if (deed.memberId === deed.otherId) return null;
	if (deed.memberId === memberId) return 'doer';
	return deed.otherId === memberId ? 'other' : null;
}

/**
 * What one rule gives one member for what they did and had done for them: `history` in its order, all of it or from as
 * far back as the rule looks. Pure, and the same however often and in whatever pieces it is asked. Nothing is given for
 * what lies before `from`, it is only counted.
 */
export function evaluate(
	versions: readonly RuleVersion[],
	history: readonly Deed[],
	recipient: Recipient,
	from = -Infinity,
): Evaluation {
	const past = new Past();
	const limits = new Limits();
	const awards: Award[] = [];
	let heldBack = 0;
	for (const deed of history) {
		const side = sideOf(deed, recipient.memberId);
		if (!side) continue;
		past.add(deed, side);
		if (deed.at < from) continue;
		const definition = inForce(versions, deed.at);
		if (definition?.on !== deed.kind || definition.to !== side) continue;
		const moment = { deed, side, past, recipient, given: limits.given };
		if (definition.when && !holds(definition.when, moment)) continue;
		const counterpart = side === 'doer' ? deed.otherId : deed.memberId;
		if (!limits.take(definition, deed.at, counterpart)) {
			heldBack += 1;
			continue;
		}
		const { points, badgeId, brings } = definition;
		awards.push({ deed, points, badgeId, brings });
	}
	return { awards, heldBack };
}

function inForce(versions: readonly RuleVersion[], at: number): RuleDefinition | undefined {
	return versions.find(
		({ countsFrom, countsUntil }) => countsFrom <= at && (countsUntil === null || at < countsUntil),
	)?.definition;
}

type Moment = { deed: Deed; side: Side; past: Past; recipient: Recipient; given: number };

function holds(condition: Condition, moment: Moment): boolean {
	switch (condition.is) {
		case 'all':
			return condition.of.every((one) => holds(one, moment));
		case 'any':
			return condition.of.some((one) => holds(one, moment));
		case 'not':
			return !holds(condition.what, moment);
		default:
			return leafHolds(condition, moment);
	}
}

function leafHolds(leaf: Leaf, { deed, side, past, recipient, given }: Moment): boolean {
	const { facts } = deed;
	switch (leaf.is) {
		case 'space':
			return deed.spaceId !== null && leaf.in.includes(deed.spaceId);
		case 'tag':
			return shares(leaf.in, facts.tags);
		case 'role':
			return shares(leaf.in, side === 'doer' ? facts.roles : facts.otherRoles);
		case 'postKind':
			return facts.postKind !== undefined && leaf.in.includes(facts.postKind);
		case 'emoji':
			return shares(leaf.in, facts.emojis);
		case 'length':
			return (facts.length ?? 0) >= leaf.atLeast;
		case 'daysMember': {
			const days = (deed.at - recipient.joinedAt) / DAY;
			return days >= (leaf.atLeast ?? 0) && days <= (leaf.atMost ?? Infinity);
		}
		case 'first':
			return given === 0;
		case 'count':
			return past.count(leaf.of, leaf.as, leaf.days, deed.at) >= leaf.atLeast;
		case 'streak':
			return past.streakOn(Math.floor(deed.at / DAY)) >= leaf.days;
		case 'expression':
			return expressionHolds(leaf.text, { deed, side, recipient });
	}
}

const shares = (wanted: readonly string[], there: readonly string[] | undefined): boolean =>
	there?.some((one) => wanted.includes(one)) ?? false;

/** What a member did and had done for them so far. */
class Past {
	private readonly times = new Map<string, number[]>();
	private lastDay = -Infinity;
	private streak = 0;

	add({ kind, at }: Deed, side: Side): void {
		const key = `${side} ${kind}`;
		const times = this.times.get(key);
		if (times) times.push(at);
		else this.times.set(key, [at]);
		const day = Math.floor(at / DAY);
		if (side === 'other' || day === this.lastDay) return;
		this.streak = day === this.lastDay + 1 ? this.streak + 1 : 1;
		this.lastDay = day;
	}

	/** Days in a row up to this one; what was done until yesterday is not lost yet. */
	streakOn(day: number): number {
		return this.lastDay >= day - 1 ? this.streak : 0;
	}

	count(of: DeedKind, as: Side, days: number | null, now: number): number {
		const times = this.times.get(`${as} ${of}`) ?? [];
		return days === null ? times.length : times.length - firstAfter(times, now - days * DAY);
	}
}

/** The place of the first of these rising times that is later than `moment`. */
function firstAfter(times: readonly number[], moment: number): number {
	let [low, high] = [0, times.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((times[middle] ?? 0) > moment) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** How often a rule has given something, by each span that it limits. */
class Limits {
	given = 0;
	private lastAt = -Infinity;
	private readonly counts = new Map<string, number>();

	/** Whether there is room for one more, which is taken then. */
	take({ most, restMinutes }: RuleDefinition, at: number, counterpart: string | null): boolean {
		const day = Math.floor(at / DAY);
		const spans: [string, number | null][] = [
			[`hour ${Math.floor(at / HOUR)}`, most.hour],
			[`day ${day}`, most.day],
			[`pair ${day} ${counterpart ?? ''}`, counterpart ? most.pairDay : null],
		];
		const isFull = spans.some(
			([span, limit]) => (this.counts.get(span) ?? 0) >= (limit ?? Infinity),
		);
		if (isFull || this.given >= (most.ever ?? Infinity)) return false;
		if (restMinutes !== null && at < this.lastAt + restMinutes * 60_000) return false;
		for (const [span] of spans) this.counts.set(span, (this.counts.get(span) ?? 0) + 1);
		this.given += 1;
		this.lastAt = at;
		return true;
	}
}
