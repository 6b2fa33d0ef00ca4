import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { fieldFields, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import type { DirectoryQuery } from './directory.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

type Someone = Awaited<ReturnType<TestCommunity['member']>>;
const as = async (who: Someone | null) => communityCaller(await here.as(who));
const asked = (change: Partial<DirectoryQuery> = {}): DirectoryQuery => ({
	...{ search: '', roleKey: null, sort: 'newest', filters: [] },
	...change,
});
const search = (name: string, change: Partial<DirectoryQuery> = {}) => ({
	...{ id: newId(), name, query: asked(change) },
});
const namesOf = async (who: Someone) =>
	(await (await as(who)).directory.searches()).map(({ name }) => name);

test('a search is kept once, renamed, opened as it was, and forgotten', async () => {
	const ann = await here.member('member', 'Ann');
	const { directory } = await as(ann);
	const saved = search('Altos', { search: 'an', sort: 'name', roleKey: 'moderator' });
	await directory.saveSearch(saved);
	await directory.saveSearch(saved);
	expect(await directory.searches()).toEqual([saved]);
	await directory.renameSearch({ searchId: saved.id, name: 'ALTOS' });
	expect(await namesOf(ann)).toEqual(['ALTOS']);
	expect(await outcomeOf(directory.saveSearch(search('altos')))).toBe('directory.name_taken');
	await directory.saveSearch(search('Basses'));
	const clash = directory.renameSearch({ searchId: saved.id, name: 'basses' });
	expect(await outcomeOf(clash)).toBe('directory.name_taken');
	await directory.deleteSearch({ searchId: saved.id });
	expect(await namesOf(ann)).toEqual(['Basses']);
	const again = directory.deleteSearch({ searchId: saved.id });
	expect(await outcomeOf(again)).toBe('directory.search_not_found');
});

test('twenty searches are kept at most, also when they are saved at the same time', async () => {
	const { directory } = await as(await here.member('member', 'Ann'));
	const all = Array.from({ length: 22 }, (_, at) => directory.saveSearch(search(`Search ${at}`)));
	const outcomes = await Promise.all(all.map(outcomeOf));
	expect(outcomes.filter((one) => one === 'done')).toHaveLength(20);
	expect(outcomes.filter((one) => one === 'directory.too_many')).toHaveLength(2);
});

test('searches are of one member alone', async () => {
	const [ann, bob] = [await here.member('member', 'Ann'), await here.member('member', 'Bob')];
	const saved = search('Altos');
	await (await as(ann)).directory.saveSearch(saved);
	expect(await namesOf(bob)).toEqual([]);
	const { directory } = await as(bob);
	for (const attempt of [
		() => directory.renameSearch({ searchId: saved.id, name: 'Mine' }),
		() => directory.deleteSearch({ searchId: saved.id }),
	])
		expect(await outcomeOf(attempt())).toBe('directory.search_not_found');
	expect(await outcomeOf((await as(null)).directory.searches())).toBe('identity.sign_in_needed');
});

test('what one may not look members up by is not kept either', async () => {
	const admin = await here.member('admin', 'Ada');
	const staffOnly = { ...fieldFields(), visibility: 'staff' as const };
	const { fieldId } = await (await as(admin)).fields.create({ kind: 'text', ...staffOnly });
	const secret = search('Secret', { filters: [{ fieldId, values: ['x'] }] });
	const { directory } = await as(await here.member('member', 'Ann'));
	expect(await outcomeOf(directory.saveSearch(secret))).toBe('fields.not_found');
	const unknown = search('Unknown', { roleKey: 'nobody' });
	expect(await outcomeOf(directory.saveSearch(unknown))).toBe('roles.not_found');
	await (await as(admin)).directory.saveSearch(secret);
	expect(await namesOf(admin)).toEqual(['Secret']);
});

test('who leaves takes their searches along', async () => {
	const ann = await here.member('member', 'Ann');
	await (await as(ann)).directory.saveSearch(search('Altos'));
	await (await as(ann)).members.leave({ contributions: 'keep' });
	const row = here.db.selectFrom('members').select('savedSearches').where('id', '=', ann.memberId);
	expect((await row.executeTakeFirstOrThrow()).savedSearches).toEqual([]);
});
