import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { tagFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { documentBy, openLibrary } from '@kith/testing/test-library';
import { uploadedBy } from '@kith/testing/test-uploads';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let author: CommunityContext;
let spaceId: string;
let plan: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	spaceId = await openLibrary(await here.as(founder), { slug: 'archive' });
	author = await here.as(await here.member('member', 'Ann Archivist'));
	plan = await documentBy(author, {
		...{ spaceId, name: 'harbour-survey_2026.pdf', title: 'Evacuation plans' },
		description: 'Where everybody gathers, 東京港 included',
	});
	await documentBy(author, { spaceId, title: 'Lunch menu', name: 'menu.txt' });
});
afterAll(() => installation.close());

const found = async (text: string, kind: 'all' | 'documents' = 'documents') =>
	(await communityCaller(author).search.find({ text, kind })).documents.map(({ title }) => title);
const suggested = async (text: string) =>
	(await communityCaller(author).search.suggest({ text })).documents.map(({ title }) => title);

test.for([
	'evacuation',
	'plan',
	'harbour survey',
	'2026',
	'gathers',
	'東京',
	'by:ann-archivist plans',
])('a document is found by %s', async (text) => {
	const asked = text.replace('by:ann-archivist', `by:${await handle()}`);
	expect(await found(asked)).toEqual(['Evacuation plans']);
});
const handle = async () => (await communityCaller(author).members.me()).handle;

test('a tag finds its documents, by its name, a synonym, a part that is being typed, and as a filter', async () => {
	const founder = await here.as(await founderOf(here));
	const tag = { ...tagFields('Sea rescue'), id: newId(), synonyms: ['Lifeboats'] };
	await communityCaller(founder).tags.create(tag);
	const fields = { spaceId, name: 'list.txt', tags: ['Sea rescue', 'Winter'] };
	await documentBy(author, { ...fields, title: 'Telephone tree' });
	await documentBy(author, { spaceId, title: 'Winter tyres', name: 'tyres.txt' });
	for (const text of ['sea rescue', 'rescues', 'lifeboats', 'telephone lifeboats'])
		expect(await found(text), text).toEqual(['Telephone tree']);
	expect((await found('winter')).toSorted()).toEqual(['Telephone tree', 'Winter tyres']);
	for (const text of [
		'tag:"sea rescue"',
		'tag:lifeboats',
		'tag:winter tag:lifeboats',
		'winter tag:winter',
	])
		expect(await found(text), text).toEqual(['Telephone tree']);
	expect(await found('tag:winter', 'all')).toEqual(['Telephone tree']);
	expect(await found('tag:winter in:archive')).toEqual(['Telephone tree']);
	for (const text of [
		'tag:winter tyres',
		'tag:winter -telephone',
		'tag:winter has:file',
		'tag:nowhere',
	])
		expect(await found(text), text).toEqual([]);
	expect(await suggested('lifeb')).toEqual(['Telephone tree']);
	const { documents } = await communityCaller(author).search.find({ text: 'telephone' });
	expect(documents[0]?.tags.map(({ name }) => name)).toEqual(['Sea rescue', 'Winter']);
});

test('beside posts a few documents are shown, narrowed by the filters that they know', async () => {
	expect(await found('plan', 'all')).toEqual(['Evacuation plans']);
	expect(await found('plan in:archive')).toEqual(['Evacuation plans']);
	expect(await found('plan -gathers')).toEqual([]);
	expect(await found('plan in:elsewhere')).toEqual([]);
	expect(await found('plan has:picture')).toEqual([]);
	expect(await found('plan kind:question', 'all')).toEqual([]);
});

test('what is being typed finds documents by beginnings of words', async () => {
	expect(await suggested('evac')).toEqual(['Evacuation plans']);
	expect(await suggested('harb surv')).toEqual(['Evacuation plans']);
	expect(await suggested('lunch evac')).toEqual([]);
	expect(await suggested(`'&|!():*`)).toEqual([]);
});

test('other words, another file: what was said before is no longer found', async () => {
	const { library } = communityCaller(author);
	const documentId = await documentBy(author, { spaceId, title: 'Old words', name: 'zebra.txt' });
	const words = { title: 'New words', description: '' };
	await library.edit({ documentId, version: 1, ...words });
	await library.addVersion({ documentId, ...(await uploadedBy(author, { name: 'yak.txt' })) });
	expect(await found('old')).toEqual([]);
	expect(await found('zebra')).toEqual([]);
	expect(await found('yak')).toEqual(['New words']);
});

test('documents are turned over page by page', async () => {
	for (let index = 0; index < 5; index++)
		await documentBy(author, { spaceId, title: `Quarry ${index}` });
	const { search } = communityCaller(author);
	const asked = { text: 'quarry', kind: 'documents' as const, limit: 3 };
	const first = await search.find(asked);
	const second = await search.find({ ...asked, cursor: first.nextCursor });
	expect([first.documents.length, second.documents.length, second.nextCursor]).toEqual([
		3,
		2,
		null,
	]);
	const ids = [...first.documents, ...second.documents].map(({ id }) => id);
	expect(new Set(ids).size).toBe(5);
	expect(ids).not.toContain(plan);
});

test('what is spelled like the title of a document is offered where nothing was found, if it may be read', async () => {
	const alike = async (ctx: CommunityContext) => {
		const { documents, alike: near } = await communityCaller(ctx).search.find({
			text: 'evakuation',
		});
		expect(documents).toEqual([]);
		return near.documents.map(({ title }) => title);
	};
	expect(await alike(author)).toEqual(['Evacuation plans']);
	const founder = await here.as(await founderOf(here));
	const secret = await openLibrary(founder, { slug: 'vault', visibility: 'private' });
	await documentBy(await here.as(await founderOf(here)), {
		spaceId: secret,
		title: 'Evacuations in secret',
		name: 'x.txt',
	});
	expect(await alike(author)).toEqual(['Evacuation plans']);
	const owner = await here.as(await founderOf(here));
	expect(await alike(owner)).toHaveLength(2);
});

test('a document is found by the forms of the language of who added it', async () => {
	const who = await here.member('member', 'Fay');
	const own = communityCaller(await here.as(who));
	const { version, handle, name, bio, avatarFileId } = await own.members.me();
	await own.members.updateProfile({ version, handle, name, bio, avatarFileId, locale: 'fr' });
	installation.services.snapshots.drop(here.id);
	const documentId = await documentBy(await here.as(who), {
		...{ spaceId, title: 'Les chevaux du port', name: 'liste.txt' },
	});
	author = await here.as(await here.member('member', 'Cleo'));
	expect(await found('cheval')).toEqual(['Les chevaux du port']);
	await communityCaller(await here.as(who)).library.edit({
		...{ documentId, version: 1, title: 'Les journaux', description: 'Nous mangerions' },
	});
	expect(await found('journal manger')).toEqual(['Les journaux']);
	expect(await found('cheval')).toEqual([]);
});
