import { describe, expect, test } from 'vitest';
import type { Deed } from './evaluate.ts';
import { expressionHolds, faultIn } from './expression.ts';

const DAY = 86_400_000;
// A Saturday, at nine in the evening.
const AT = Date.parse('2026-11-28T21:30:00Z');
const deed: Deed = {
	...{ id: 'd', kind: 'comment', subjectId: 's', memberId: 'me', otherId: 'you', spaceId: 'here' },
	at: AT,
	facts: {
		...{ postKind: 'question', tags: ['beta'], emojis: ['👍'], length: 240 },
		...{ roles: ['mine'], otherRoles: ['yours'] },
	},
};
const holds = (text: string, side: 'doer' | 'other' = 'doer') =>
	expressionHolds(text, { deed, side, recipient: { memberId: 'me', joinedAt: AT - 30.5 * DAY } });

describe('what an expression says', () => {
	test.each([
		['deed.length > 200 && "beta" in deed.tags', true],
		['deed.length > 240', false],
		['deed.weekday >= 6 && deed.hour >= 20', true],
		['deed.kind == "comment" && deed.postKind == "question" && deed.space == "here"', true],
		['member.days == 30', true],
		['"mine" in member.roles && !("mine" in other.roles)', true],
		['deed.emojis.exists(one, one == "👍") && size(deed.tags) == 1', true],
		['deed.tags.all(one, one.startsWith("b"))', true],
	])('%s: %s', (text, expected) => {
		expect(faultIn(text)).toBeNull();
		expect(holds(text)).toBe(expected);
	});

	test('is asked from the side of who is rewarded', () => {
		expect(holds('"yours" in member.roles', 'other')).toBe(true);
		expect(holds('"yours" in member.roles', 'doer')).toBe(false);
	});
});

describe('what is refused when it is written', () => {
	test.each([
		['', 'nothing'],
		['deed.lenght > 1', 'a name that is not there'],
		['deed.length > "a"', 'kinds that do not go together'],
		['deed.length', 'no answer of yes or no'],
		['deed.length > 1 &&', 'half a sentence'],
		['deed.kind.matches("^(a+)+$")', 'a pattern'],
		['deed.kind.split("").join("").contains("a")', 'texts that are taken apart'],
		['timestamp("2026-01-01T00:00:00Z") > timestamp(0)', 'a clock'],
		['dyn(deed).constructor == 1', 'a way around the types'],
		['deed.constructor == 1', 'what is behind a value'],
		['deed.__proto__ == 1', 'what is behind a value'],
		['deed.tags.map(one, one + one).exists(one, one == "a")', 'lists that are made'],
		[
			'deed.tags.all(a, deed.tags.all(b, deed.tags.all(c, a != b || b != c)))',
			'lists in lists in lists',
		],
		[Array.from({ length: 400 }, () => 'true').join(' && '), 'too much'],
		[`${'('.repeat(40)}true${')'.repeat(40)} && deed.tags.foo`, 'too deep'],
	])('%s: %s', (text) => {
		expect(faultIn(text)).not.toBeNull();
	});

	test('and would hold of nothing if it were there', () => {
		expect(holds('deed.lenght > 1')).toBe(false);
		expect(holds('((')).toBe(false);
		expect(holds('deed.kind.matches(".*")')).toBe(false);
	});

	test('where it begins to be wrong is told', () => {
		expect(faultIn('deed.length > 1 && deed.nothing == 2')).toMatchObject({ at: 24 });
	});
});
