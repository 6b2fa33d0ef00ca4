import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { fieldFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { markSeen } from './mark-seen.ts';
import type { ListMembers } from './members.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
type Someone = Awaited<ReturnType<TestCommunity['member']>>;
let people: Record<'ann' | 'bob' | 'cyd' | 'dan', Someone>;
let voiceId: string;
let cityId: string;
const voices = ['Alto', 'Bass', 'Tenor'].map((label) => ({ id: newId(), label }));
const voice = (label: string) => voices.find((one) => one.label === label)?.id ?? '';

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const admin = await here.member('admin', 'Zoe');
	const { fields } = await as(admin);
	const many = { kind: 'multi_select' as const, ...fieldFields(), options: voices };
	voiceId = (await fields.create(many)).fieldId;
	cityId = (await fields.create({ kind: 'location', ...fieldFields() })).fieldId;
	installation.clock.advance(60);
	const joined = async (name: string, said: Record<string, string[]>) => {
		installation.clock.advance(60);
		const who = await here.member('member', name);
		const { members } = await as(who);
		const { version, handle } = await members.me();
		await members.updateProfile({
			...{ name, handle, version, bio: '', avatarFileId: null },
			fields: Object.entries(said).map(([fieldId, values]) => ({ fieldId, values })),
		});
		return who;
	};
	people = {
		ann: await joined('Ann', { [voiceId]: [voice('Alto')], [cityId]: ['Zürich, Switzerland'] }),
		bob: await joined('bob', { [voiceId]: [voice('Bass'), voice('Tenor')], [cityId]: ['Zurich'] }),
		cyd: await joined('Cyd', { [cityId]: ['Bern, Switzerland'] }),
		dan: await joined('Dan', {}),
	};
});
afterAll(() => installation.close());

const as = async (who: Someone) => communityCaller(await here.as(who));
const handles = async (input: Partial<ListMembers>) =>
	(await (await as(people.ann)).members.list({ status: 'active', ...input })).items
		.map(({ name }) => name)
		.filter((name) => !['Zoe', 'Olga Owner'].includes(name));
const by = (fieldId: string, ...values: string[]) => ({ filters: [{ fieldId, values }] });

test('any of some options, all of some words, and all filters together find members', async () => {
	expect(await handles(by(voiceId, voice('Alto'), voice('Tenor')))).toEqual(['bob', 'Ann']);
	expect(await handles(by(cityId, 'switzerland'))).toEqual(['Cyd', 'Ann']);
	expect(await handles(by(cityId, 'Switzerland ZURICH'))).toEqual(['Ann']);
	const both = [...by(voiceId, voice('Bass')).filters, ...by(cityId, 'zürich').filters];
	expect(await handles({ filters: both })).toEqual(['bob']);
	expect(await handles(by(cityId, '?!'))).toEqual([]);
	expect(await handles(by(voiceId, 'Alto'))).toEqual([]);
});

test('text, role and filters narrow together', async () => {
	expect(await handles({ search: 'an', ...by(cityId, 'Switzerland') })).toEqual(['Ann']);
	expect(await handles({ roleKey: 'moderator', ...by(cityId, 'Switzerland') })).toEqual([]);
});

test.for([
	['newest', ['Dan', 'Cyd', 'bob', 'Ann']],
	['name', ['Ann', 'bob', 'Cyd', 'Dan']],
] as const)('%s orders all of them, page by page', async ([sort, expected]) => {
	const { members } = await as(people.ann);
	const found: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof members.list>> = await members.list({
			...{ status: 'active', sort, cursor, limit: 2 },
		});
		found.push(...page.items.map(({ name }) => name));
		cursor = page.nextCursor;
	} while (cursor);
	expect(found.filter((name) => !['Zoe', 'Olga Owner'].includes(name))).toEqual(expected);
	expect(new Set(found).size).toBe(6);
});

test('who was here on a later day comes first, page by page', async () => {
	await markSeen(await here.as(people.cyd));
	installation.clock.advance(86_400);
	await markSeen(await here.as(people.bob));
	const { members } = await as(people.ann);
	const first = await members.list({ status: 'active', sort: 'active', limit: 1 });
	const second = await members.list({
		...{ status: 'active', sort: 'active', limit: 1, cursor: first.nextCursor },
	});
	expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['bob', 'Cyd']);
});

test('a cursor of another order is refused or goes on by what it holds, and never fails', async () => {
	const { members } = await as(people.ann);
	const { nextCursor } = await members.list({ status: 'active', sort: 'name', limit: 1 });
	const crossed = members.list({ status: 'active', sort: 'newest', cursor: nextCursor });
	await expect(crossed).rejects.toMatchObject({ message: 'pages.bad_cursor' });
});

test('there is no order by a field', async () => {
	const { members } = await as(people.ann);
	const sort = cityId as 'name';
	await expect(members.list({ sort })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
