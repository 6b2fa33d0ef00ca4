import { afterAll, beforeAll, expect, test } from 'vitest';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
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
