import { expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { NO_LIMITS, type Condition, type RuleDefinition } from './gamification.schema.ts';
import { neverHolds } from './never-holds.ts';
import { findingsOf, type LookedAt } from './rule-findings.ts';

const ruleOf = (change: Partial<RuleDefinition> = {}): RuleDefinition => ({
	...{ on: 'post', to: 'doer', when: null, points: 10, badgeId: null, brings: null },
	...{ most: { ...NO_LIMITS }, restMinutes: null, ...change },
});
const first: Condition = { is: 'first' };
const long: Condition = { is: 'length', atLeast: 200 };
const count = (change: Partial<Extract<Condition, { is: 'count' }>>): Condition => ({
	...{ is: 'count', of: 'post', as: 'doer', days: null, atLeast: 1, ...change },
});
const not = (what: Condition): Condition => ({ is: 'not', what });
const all = (...of: Condition[]): Condition => ({ is: 'all', of });
const any = (...of: Condition[]): Condition => ({ is: 'any', of });
const days = (atLeast: number | null, atMost: number | null): Condition => ({
	...{ is: 'daysMember', atLeast, atMost },
});
const space = (...ids: string[]): Condition => ({ is: 'space', in: ids });

test.for<[string, Partial<RuleDefinition>]>([
	['a later time that no first one comes before', { when: not(first) }],
	['a longer and a shorter stay at once', { when: all(days(30, null), first, days(null, 7)) }],
	['a stay that ends before it begins', { when: days(9, 3) }],
	['two spaces at once, one of them in a group', { when: all(space('a'), all(space('b'), long)) }],
	['two kinds of post at once', { when: kinds('idea', 'question') }],
	['one of no conditions', { when: any() }],
	['what something else makes impossible', { when: all(long, any()) }],
	['the opposite of what is always so', { when: not(all()) }],
	['no deed of the kind it is given for', { when: not(count({})) }],
	['posts that were written for somebody', { when: count({ as: 'other' }) }],
	['a follow in a space', { on: 'follow', when: space('a') }],
	['a document with a tag', { on: 'document', when: { is: 'tag', in: ['a'] } }],
	['a reaction with a text', { on: 'reaction', when: long }],
	['a comment that is an emoji', { on: 'comment', when: { is: 'emoji', in: ['👍'] } }],
])('a rule that asks for %s gives nothing', ([, change]) => {
	expect(neverHolds(ruleOf(change), true)).toBe(true);
});

function kinds(...of: string[]): Condition {
	return all(...of.map((kind): Condition => ({ is: 'postKind', in: [kind] })));
}

test.for<[string, Partial<RuleDefinition>]>([
	['nothing', { when: null }],
	['all of no conditions', { when: all() }],
	['one thing, where another is impossible', { when: any(any(), long) }],
	['a space out of two that both have', { when: all(space('a', 'b'), space('b', 'c')) }],
	['spaces of which one is enough', { when: any(space('a'), space('b')) }],
	['the opposite of a space, in another one', { when: all(not(space('a')), space('b')) }],
	[
		'more than a limit lets through',
		{ when: count({ atLeast: 9 }), most: { ...NO_LIMITS, ever: 1 } },
	],
	['more of another kind', { when: count({ of: 'comment', as: 'other', atLeast: 500, days: 1 }) }],
	['a stay between two days', { when: all(days(3, null), days(null, 3)) }],
	['the first time or a long text', { when: any(not(first), long) }],
	['no second post', { when: not(count({ atLeast: 2 })) }],
])('of a rule that asks for %s nothing is said', ([, change]) => {
	expect(neverHolds(ruleOf(change), true)).toBe(false);
});

test('a rule that said something else before may have given its first already', () => {
	expect(neverHolds(ruleOf({ when: not(first) }), false)).toBe(false);
});

const looked = (name: string, change: Partial<RuleDefinition> = {}, more = {}): LookedAt => ({
	...{ id: newId(), name, definition: ruleOf(change), isFirst: true, missing: [], met: 1, ...more },
});
const said = (...rules: LookedAt[]) =>
	findingsOf(rules).map(({ kind, rule, other }) =>
		[kind, rule.name, ...(other ? [other.name] : [])].join(' '),
	);

test('two rules that reward the same are named, the one without conditions first', () => {
	const [wide, narrow] = [looked('wide'), looked('narrow', { when: long })];
	expect(said(narrow, wide)).toEqual(['wider wide narrow']);
	expect(said(narrow, looked('twin', { when: long }))).toEqual(['same narrow twin']);
	expect(said(wide, looked('empty', { when: all() }))).toEqual(['same wide empty']);
	expect(said(narrow, looked('other', { when: first }))).toEqual([]);
	expect(said(wide, looked('answers', { on: 'answer' }))).toEqual([]);
	const [got, gave] = (['other', 'doer'] as const).map((to) => looked(to, { on: 'comment', to }));
	expect(said(...[got, gave].filter((one) => one !== undefined))).toEqual([]);
});

test('badges and what is opened are the same only where they are', () => {
	const [a, b] = [newId(), newId()];
	const badge = (badgeId: string) => looked('badge', { points: 0, badgeId });
	const opens = (...spaceIds: string[]) =>
		looked('opens', { points: 0, brings: { roleId: null, spaceIds, days: 3 } });
	expect(said(badge(a), badge(a))).toEqual(['same badge badge']);
	expect(said(badge(a), badge(b), looked('points'))).toEqual([]);
	expect(said(opens(a, b), opens(b))).toEqual(['same opens opens']);
	expect(said(opens(a), opens(b))).toEqual([]);
});

test('a rule that takes what another gives is told of it, whichever stands first', () => {
	const [gives, takes] = [looked('gives'), looked('takes', { points: -3, when: long })];
	expect(said(gives, takes)).toEqual(['opposed takes gives']);
	expect(said(takes, gives)).toEqual(['opposed takes gives']);
	expect(said(looked('some', { when: first }), takes)).toEqual([]);
});

test('of a dead rule it is said once why; the gravest comes first', () => {
	const gone = looked('gone', { on: 'vote' }, { missing: ['space'], met: 0 });
	const never = looked('never', { when: any() }, { met: 0 });
	const idle = looked('idle', { on: 'answer' }, { met: 0 });
	expect(said(idle, gone, never, looked('well'))).toEqual([
		...['never never', 'gone gone', 'idle idle', 'idle gone'],
	]);
	expect(findingsOf([gone])[0]?.missing).toEqual(['space']);
});
