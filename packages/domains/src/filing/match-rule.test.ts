import { expect, test } from 'vitest';
import { words } from '@kith/testing/test-content';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { ruleOf } from './filing-fixture.ts';
import { FilingRule, hostOf, readersAfter } from './filing.schema.ts';
import { factsOf, isMeant } from './match-rule.ts';

const at = new Date('2026-05-01T12:00:00Z');
const HALL = '00000000-0000-4000-8000-000000000001';
const factsWith = (change: object) =>
	factsOf({
		...{ kind: 'discussion', spaceId: HALL, title: '', body: words('x'), at, joinedAt: at },
		...change,
	});
const finds = (text: string, word: string, wholeWords = false) =>
	isMeant(ruleOf({ words: [word], wholeWords }), factsWith({ title: 'T', body: words(text) }));

test.for([
	['A boat for sale', 'BOAT', true, true],
	['Many boats', 'boat', false, true],
	['Straße zu verkaufen', 'strasse', false, false],
	['Ｂｏａｔ for sale', 'boat', true, true],
	['boat_house', 'boat', false, true],
	['(boat)', 'boat', true, true],
	['rowboat and boat', 'boat', true, true],
	['a lot of C++ here', 'c++', true, true],
	['夜行列車に乗る', '列車', true, true],
	['مرحبا بالقارب الجميل', 'الجميل', true, true],
	['القارب', 'قارب', false, true],
	['é́t', 'é', false, true],
	['for   \n sale', 'for sale', true, true],
] as const)('"%s" has %s as a word: %s, anywhere: %s', ([text, word, asWord, anywhere]) => {
	expect(finds(text, word, true)).toBe(asWord);
	expect(finds(text, word)).toBe(anywhere);
});

test('a title counts as a text does', () => {
	expect(isMeant(ruleOf({ words: ['lamp'] }), factsWith({ title: 'A lamp' }))).toBe(true);
	expect(isMeant(ruleOf({ words: ['lamp'] }), factsWith({}))).toBe(false);
});

const linking = (href: string, text = 'see'): RichText => ({
	type: 'doc',
	content: [
		{
			type: 'paragraph',
			content: [{ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }],
		},
	],
});

test.for([
	['https://boats.example/a', 'boats.example', true],
	['https://www.boats.example', 'boats.example', true],
	['https://shop.boats.example/', 'boats.example', true],
	['https://myboats.example/', 'boats.example', false],
	['https://boats.example.org/', 'boats.example', false],
	['https://other.example/?u=boats.example', 'boats.example', false],
] as const)('a link to %s leads to %s: %s', ([href, host, is]) => {
	const rule = ruleOf({ hosts: [host] });
	expect(isMeant(rule, factsWith({ body: linking(href) }))).toBe(is);
	expect(isMeant(rule, factsWith({ body: words(`Look: ${href}.`) }))).toBe(is);
});

test('kinds, spaces and who has just joined are asked together', () => {
	const rule = ruleOf({ kinds: ['question'], spaceIds: [HALL], joinedWithin: 7 });
	const joined = (days: number) => new Date(at.getTime() - days * 86_400_000);
	const met = { kind: 'question', joinedAt: joined(6) };
	expect(isMeant(rule, factsWith(met))).toBe(true);
	expect(isMeant(rule, factsWith({ ...met, joinedAt: joined(7) }))).toBe(false);
	expect(isMeant(rule, factsWith({ ...met, kind: 'idea' }))).toBe(false);
	expect(isMeant(rule, factsWith({ ...met, spaceId: at.toISOString() }))).toBe(false);
});

test('a host is known by any of its addresses, and what is none is refused', () => {
	expect(hostOf('https://www.Bücher.example/a?b')).toBe('xn--bcher-kva.example');
	const hosts = (host: string) =>
		FilingRule.safeParse(ruleOf({ toSpaceId: HALL, hosts: [host] })).data?.hosts[0];
	expect(hosts('https://www.boats.example/x')).toBe('boats.example');
	for (const none of ['boats', 'a b.example', '', 'http://', 'x'.repeat(99) + '.example'])
		expect(hosts(none)).toBeUndefined();
});

test('a rule that does nothing, and one with more than there is room for, is none', () => {
	const isOne = (change: Partial<FilingRule>) => FilingRule.safeParse(ruleOf(change)).success;
	expect(isOne({})).toBe(false);
	expect(isOne({ toSpaceId: HALL })).toBe(true);
	expect(isOne({ toSpaceId: HALL, words: Array.from({ length: 21 }, (_, n) => `w${n}`) })).toBe(
		false,
	);
	expect(isOne({ toSpaceId: HALL, words: ['x'.repeat(41)] })).toBe(false);
	expect(isOne({ tagIds: Array.from({ length: 6 }, () => ruleOf({}).id) })).toBe(false);
});

test('who could read a post after a move is more, fewer, others or as good as the same', () => {
	expect(readersAfter('members', 'everybody')).toBe('more');
	expect(readersAfter('some', 'members')).toBe('more');
	expect(readersAfter('everybody', 'some')).toBe('fewer');
	expect(readersAfter('some', 'some')).toBe('others');
	expect(readersAfter('members', 'members')).toBe('same');
});
