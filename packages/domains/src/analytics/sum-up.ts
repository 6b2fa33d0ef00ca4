import type { CountedActivity } from '@kith/db/activity';
import { Origin } from '../members/origin.schema.ts';
import { ACTIONS } from './facts.ts';

export type Count = {
	day: string;
	metric: string;
	source: string;
	dimension: 'all' | 'space' | 'hour';
	value: string;
	n: number;
};
export type MemberDay = {
	day: string;
	memberId: string;
	isStaff: boolean;
	visits: number;
	posts: number;
	comments: number;
	reactions: number;
	others: number;
};
/** What is known of one member: the first of each, so that the order in which it is told changes nothing. */
export type MemberFirsts = {
	memberId: string;
	isStaff: boolean;
	isInvited: boolean;
	joinedOn: string | null;
	welcomedOn: string | null;
	contributedOn: string | null;
	paidOn: string | null;
	touchedAt: string | null;
	origin: string;
	campaign: string;
	landing: string;
};
export type Sums = { counts: Count[]; days: MemberDay[]; members: MemberFirsts[] };

const COLUMN: Readonly<Record<string, 'visits' | 'posts' | 'comments' | 'reactions'>> = {
	...{ visit: 'visits', post: 'posts', comment: 'comments', reaction: 'reactions' },
};
const FIRST: Readonly<
	Record<string, 'joinedOn' | 'welcomedOn' | 'contributedOn' | 'paidOn' | undefined>
> = {
	...{ joined: 'joinedOn', welcomed: 'welcomedOn', paid: 'paidOn' },
	...{ post: 'contributedOn', comment: 'contributedOn' },
};

/** Adds facts up. What happened before `from` was counted already, and its facts may be gone. */
export function sumUp(facts: readonly CountedActivity[], from: string | null = null): Sums {
	const counts = new Map<string, Count>();
	const days = new Map<string, MemberDay>();
	const members = new Map<string, MemberFirsts>();
	for (const fact of facts) {
		if (from === null || fact.day >= from) {
			for (const count of countsOf(fact)) add(counts, count);
			if (ACTIONS.has(fact.kind)) addDay(days, fact);
		}
		addFirst(members, fact);
	}
	return { counts: [...counts.values()], days: [...days.values()], members: [...members.values()] };
}

type Counted = Omit<Count, 'n'>;

function countsOf({ day, hour, kind, source, spaceId, details }: CountedActivity): Counted[] {
	const of = (metric: string, by = source): Counted[] => [
		{ day, metric, source: by, dimension: 'all', value: '' },
		...(spaceId ? [{ day, metric, source: by, dimension: 'space' as const, value: spaceId }] : []),
	];
	const { answers } = details;
	return [
		...of(kind),
		// Two members who speak with each other: who works for the community is none of them.
		...(answers ? of('answer', answers === 'member' ? 'member' : 'staff') : []),
		...(ACTIONS.has(kind)
			? [{ day, metric: 'action', source, dimension: 'hour' as const, value: hour }]
			: []),
	];
}

function add(counts: Map<string, Count>, count: Counted): void {
	const { day, metric, source, dimension, value } = count;
	const key = `${day} ${metric} ${source} ${dimension} ${value}`;
	const there = counts.get(key);
	if (there) there.n += 1;
	else counts.set(key, { ...count, n: 1 });
}

function addDay(days: Map<string, MemberDay>, fact: CountedActivity): void {
	const { day, memberId, source, kind } = fact;
	if (!memberId) return;
	const key = `${day} ${memberId}`;
	const nothing = { visits: 0, posts: 0, comments: 0, reactions: 0, others: 0 };
	const row = days.get(key) ?? { day, memberId, isStaff: false, ...nothing };
	row.isStaff ||= source === 'staff';
	row[COLUMN[kind] ?? 'others'] += 1;
	days.set(key, row);
}

function addFirst(members: Map<string, MemberFirsts>, fact: CountedActivity): void {
	const { memberId, kind, day, source, details } = fact;
	const which = FIRST[kind];
	if (!memberId || (!which && kind !== 'origin')) return;
	const row = members.get(memberId) ?? {
		...{ memberId, isStaff: false, isInvited: false, joinedOn: null, welcomedOn: null },
		...{ contributedOn: null, paidOn: null, touchedAt: null },
		...{ origin: '', campaign: '', landing: '' },
	};
	row.isStaff ||= source === 'staff';
	row.isInvited ||= details['invited'] === true;
	if (which) row[which] = row[which] === null || day < row[which] ? day : row[which];
	members.set(memberId, kind === 'origin' ? withOrigin(row, details['origin']) : row);
}

function withOrigin(row: MemberFirsts, told: unknown): MemberFirsts {
	const known = Origin.safeParse(told).data;
	if (!known || (row.touchedAt !== null && row.touchedAt <= known.at)) return row;
	const { at, source, referrer, campaign, landing } = known;
	return { ...row, touchedAt: at, origin: source || referrer, campaign, landing };
}
