import { describe, expect, test } from 'vitest';
import { DAY, evaluate, inTheirOrder, type Deed, type RuleVersion } from './evaluate.ts';
import {
	isBounded,
	NO_LIMITS,
	RuleDefinition,
	type Condition,
	type DeedKind,
} from './gamification.schema.ts';
import { reachOf, stretchAround } from './reach.ts';

const ME = { memberId: 'me', joinedAt: 0 };

let made = 0;
const deed = (at: number, change: Partial<Deed> = {}): Deed => {
	made += 1;
	const id = `d${made}`;
	return {
		...{ id, kind: 'post', subjectId: id, memberId: 'me', otherId: null, spaceId: null, at },
		...{ facts: {}, ...change },
	};
};

const rule = (change: Partial<RuleDefinition> = {}): RuleDefinition => ({
	...{ on: 'post', to: 'doer', when: null, points: 5, badgeId: null, brings: null },
	...{ most: { ...NO_LIMITS }, restMinutes: null, ...change },
});

const always = (definition: RuleDefinition): RuleVersion[] => [
	{ definition, countsFrom: 0, countsUntil: null },
];

const timesOf = (definition: RuleDefinition, history: readonly Deed[]): number[] =>
	evaluate(always(definition), history, ME).awards.map((award) => award.deed.at);

describe('limits', () => {
	test('hold in an hour, in a day, ever, and after a rest', () => {
		const history = [0, 1, 60, 61, 1439, 1440].map((minute) => deed(minute * 60_000));
		const minutes = (definition: RuleDefinition) =>
			timesOf(definition, history).map((at) => at / 60_000);
		expect(minutes(rule())).toEqual([0, 1, 60, 61, 1439, 1440]);
		expect(minutes(rule({ most: { ...NO_LIMITS, hour: 1 } }))).toEqual([0, 60, 1439, 1440]);
		expect(minutes(rule({ most: { ...NO_LIMITS, day: 2 } }))).toEqual([0, 1, 1440]);
		expect(minutes(rule({ most: { ...NO_LIMITS, ever: 3 } }))).toEqual([0, 1, 60]);
		expect(minutes(rule({ restMinutes: 60 }))).toEqual([0, 60, 1439]);
	});

	test('hold for two who pat each other on the back', () => {
		const from = (memberId: string, at: number) =>
			deed(at, { kind: 'reaction', memberId, otherId: 'me' });
		const history = [from('ana', 1), from('ana', 2), from('ben', 3), from('ana', DAY)];
		const thanked = rule({ on: 'reaction', to: 'other', most: { ...NO_LIMITS, pairDay: 1 } });
		const { awards, heldBack } = evaluate(always(thanked), history, ME);
		expect(awards.map((award) => award.deed.at)).toEqual([1, 3, DAY]);
		expect(heldBack).toBe(1);
	});
});

test('nobody is rewarded for what they did for themselves', () => {
	const own = deed(1, { kind: 'reaction', otherId: 'me' });
	for (const to of ['doer', 'other'] as const)
		expect(timesOf(rule({ on: 'reaction', to }), [own])).toEqual([]);
});

test('a version counts for its own time', () => {
	const versions: RuleVersion[] = [
		{ definition: rule({ points: 2 }), countsFrom: 0, countsUntil: 10 },
		{ definition: rule({ points: 7 }), countsFrom: 10, countsUntil: 20 },
	];
	const history = [5, 9, 10, 19, 20].map((at) => deed(at));
	const { awards } = evaluate(versions, history, ME);
	expect(awards.map(({ points }) => points)).toEqual([2, 2, 7, 7]);
});

describe('conditions', () => {
	const meets = (when: Condition, change: Partial<Deed> = {}, before: readonly Deed[] = []) => {
		const last = deed(40 * DAY, change);
		return timesOf(rule({ when, on: last.kind }), [...before, last]).includes(last.at);
	};
	const space = '0198c0de-0000-7000-8000-000000000001';
	const other = '0198c0de-0000-7000-8000-000000000002';

	test('look at what was done', () => {
		expect(meets({ is: 'space', in: [space] }, { spaceId: space })).toBe(true);
		expect(meets({ is: 'space', in: [space] }, { spaceId: other })).toBe(false);
		expect(meets({ is: 'space', in: [space] })).toBe(false);
		expect(meets({ is: 'tag', in: [space] }, { facts: { tags: [other, space] } })).toBe(true);
		expect(meets({ is: 'role', in: [space] }, { facts: { roles: [space] } })).toBe(true);
		expect(meets({ is: 'role', in: [space] }, { facts: { otherRoles: [space] } })).toBe(false);
		expect(meets({ is: 'postKind', in: ['idea'] }, { facts: { postKind: 'idea' } })).toBe(true);
		expect(meets({ is: 'emoji', in: ['🎉'] }, { facts: { emojis: ['👍'] } })).toBe(false);
		expect(meets({ is: 'length', atLeast: 10 }, { facts: { length: 10 } })).toBe(true);
		expect(meets({ is: 'length', atLeast: 11 }, { facts: { length: 10 } })).toBe(false);
	});

	test('look at how long somebody has been here', () => {
		const here = (atLeast: number | null, atMost: number | null) =>
			meets({ is: 'daysMember', atLeast, atMost });
		expect([here(40, null), here(41, null), here(null, 40), here(null, 39)]).toEqual([
			...[true, false, true, false],
		]);
	});

	test('count what was done in days, or ever, this one included', () => {
		const before = [1, 20, 33, 34].map((day) => deed(day * DAY));
		const count = (days: number | null, atLeast: number, of: DeedKind = 'post') =>
			meets({ is: 'count', of, as: 'doer', days, atLeast }, {}, before);
		expect([count(7, 2), count(7, 3), count(8, 3), count(null, 5), count(null, 6)]).toEqual([
			...[true, false, true, true, false],
		]);
		expect(count(null, 1, 'comment')).toBe(false);
	});

	test('know the first time, and days in a row', () => {
		const before = [38, 39].map((day) => deed(day * DAY + 5));
		expect(meets({ is: 'first' }, {}, before)).toBe(false);
		expect(meets({ is: 'first' })).toBe(true);
		expect(meets({ is: 'streak', days: 3 }, {}, before)).toBe(true);
		expect(meets({ is: 'streak', days: 4 }, {}, before)).toBe(false);
		expect(meets({ is: 'streak', days: 2 }, {}, [deed(38 * DAY)])).toBe(false);
		const thanked = (days: readonly number[]) =>
			evaluate(
				always(rule({ on: 'reaction', to: 'other', when: { is: 'streak', days: 2 } })),
				[
					...days.map((day) => deed(day * DAY)),
					deed(40 * DAY, { kind: 'reaction', memberId: 'ana', otherId: 'me' }),
				],
				ME,
			).awards.length;
		expect([thanked([38, 39]), thanked([39, 40]), thanked([37, 38])]).toEqual([1, 1, 0]);
	});

	test('are joined by all, any and not', () => {
		const [yes, no]: Condition[] = [
			{ is: 'length', atLeast: 1 },
			{ is: 'length', atLeast: 99 },
		];
		const so = (when: Condition) => meets(when, { facts: { length: 5 } });
		if (!yes || !no) throw new Error('two conditions');
		expect(so({ is: 'all', of: [yes, no] })).toBe(false);
		expect(so({ is: 'any', of: [yes, no] })).toBe(true);
		expect(so({ is: 'not', what: no })).toBe(true);
		expect(so({ is: 'all', of: [] })).toBe(true);
		expect(so({ is: 'any', of: [] })).toBe(false);
	});
});

describe('hostile rules are refused before anything walks them', () => {
	const nested = (depth: number): unknown =>
		depth === 0 ? { is: 'first' } : { is: 'not', what: nested(depth - 1) };
	const asked = (when: unknown) =>
		RuleDefinition.safeParse({ ...rule(), when }).error?.issues[0]?.message;

	test('deep, wide and endless ones', () => {
		let endless: unknown = { is: 'first' };
		for (let depth = 0; depth < 100_000; depth += 1) endless = { is: 'not', what: endless };
		const wide = { is: 'any', of: Array.from({ length: 100_000 }, () => ({ is: 'first' })) };
		const circle: { is: string; what?: unknown } = { is: 'not' };
		circle.what = circle;
		for (const hostile of [endless, wide, circle, nested(6)])
			expect(asked(hostile)).toBe('gamification.rule_too_large');
		expect(asked(nested(4))).toBeUndefined();
		expect(isBounded(nested(5))).toBe(false);
	});

	test('words that are not in the language, and rules that give nothing or to nobody', () => {
		for (const odd of [{ is: 'regex', of: '(a+)+$' }, { is: 'space', in: [] }, 'true', 7])
			expect(asked(odd)).toBeDefined();
		expect(RuleDefinition.safeParse(rule({ points: 0 })).success).toBe(false);
		expect(RuleDefinition.safeParse(rule({ to: 'other' })).success).toBe(false);
	});
});

/** A number that is the same in every run of one seed: mulberry32. */
function randomBy(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
	};
}

const KINDS: readonly DeedKind[] = ['post', 'comment', 'reaction'];

const definitionBy = (random: (below: number) => number): RuleDefinition => {
	const on = KINDS[random(3)] ?? 'post';
	const leaves: Condition[] = [
		{ is: 'count', of: KINDS[random(3)] ?? 'post', as: 'doer', days: 1 + random(5), atLeast: 2 },
		{ is: 'streak', days: 2 + random(3) },
		{ is: 'length', atLeast: 50 },
		{ is: 'first' },
	];
	const limit = (most: number) => (random(2) === 0 ? null : 1 + random(most));
	return rule({
		...{ on, to: on !== 'post' && random(2) === 0 ? 'other' : 'doer', points: 1 + random(9) },
		when: random(3) === 0 ? null : (leaves[random(4)] ?? null),
		most: { hour: limit(3), day: limit(4), pairDay: limit(2), ever: random(5) === 0 ? 4 : null },
		restMinutes: random(5) === 0 ? 90 : null,
	});
};

test('what a rule gives in a stretch of time is what it gives there of everything', () => {
	for (let seed = 1; seed <= 150; seed += 1) {
		const random = randomBy(seed);
		const definition = definitionBy(random);
		const history = Array.from({ length: 120 }, () =>
			deed(random(20 * 24) * 3_600_000 + random(3_600_000), {
				...{ kind: KINDS[random(3)] ?? 'post', facts: { length: random(100) } },
				...(random(2) === 0
					? { memberId: 'me', otherId: ['ana', 'ben', null][random(3)] ?? null }
					: { memberId: ['ana', 'ben'][random(2)] ?? 'ana', otherId: 'me' }),
			}),
		).toSorted(inTheirOrder);
		const whole = evaluate(always(definition), history, ME).awards;
		// One is taken away: outside of what it reaches nothing may differ, and inside a part is as good as all.
		const gone = history[random(120)];
		if (!gone) throw new Error('there is none');
		const rest = history.filter((one) => one !== gone);
		const after = evaluate(always(definition), rest, ME).awards;
		const { from, until, since } = stretchAround(reachOf([definition]), gone.at);
		const near = rest.filter(({ at }) => at >= since && at < until);
		const part = evaluate(always(definition), near, ME, from).awards;
		const outside = (awards: typeof whole) =>
			awards.filter((award) => award.deed.at < from || award.deed.at >= until);
		const inside = (awards: typeof whole) =>
			awards.filter((award) => award.deed.at >= from && award.deed.at < until);
		expect([seed, outside(after)]).toEqual([seed, outside(whole)]);
		expect([seed, part]).toEqual([seed, inside(after)]);
	}
});
