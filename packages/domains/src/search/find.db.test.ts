import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import {
	createSpace,
	getPost,
	publishComment,
	publishPost,
	removePost,
} from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { NOTHING_ALIKE } from './alike.ts';
import { communityCaller } from '../index.ts';
import type { Snippet } from './search.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let open: string;
let hidden: string;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
	const owner = await actors.as('owner');
	open = (await createSpace(owner, { ...spaceFields('Kitchen'), slug: 'kitchen' })).spaceId;
	const cabinet = { ...spaceFields('Cabinet'), slug: 'cabinet', visibility: 'private' as const };
	hidden = (await createSpace(owner, cabinet)).spaceId;
});
afterAll(() => installation.close());

const post = async (
	ctx: CommunityContext,
	title: string,
	{ text = 'Text', spaceId = open }: { text?: string; spaceId?: string } = {},
) => (await publishPost(ctx, { id: newId(), spaceId, title, body: words(text) })).postId;
// By the procedures, so that their outputs are checked too.
const look = (ctx: CommunityContext, text: string, more = {}) =>
	communityCaller(ctx).search.find({ text, ...more });
const suggest = (ctx: CommunityContext, text: string) =>
	communityCaller(ctx).search.suggest({ text });
const missedTerms = (ctx: CommunityContext) =>
	communityCaller(ctx).search.terms({ days: 7, missesOnly: true });
const plain = (snippet: Snippet) => snippet.map(({ text }) => text).join('');
const titles = async (ctx: CommunityContext, text: string) =>
	(await look(ctx, text)).items.map(({ title }) => plain(title));

test('words are found in any form, a title before a text, and the hits are marked', async () => {
	const member = await actors.as('member');
	await post(member, 'Loaves of yesterday', { text: 'We were proofing the dough' });
	await post(member, 'Proofed overnight');
	const { items } = await look(member, 'proof');
	expect(items.map(({ title }) => plain(title))).toEqual([
		...['Proofed overnight', 'Loaves of yesterday'],
	]);
	expect(items[0]?.title[0]).toEqual({ text: 'Proofed', isHit: true });
	expect(items[1]?.snippet.filter(({ isHit }) => isHit)).toEqual([
		{ text: 'proofing', isHit: true },
	]);
});

test('phrases, excluded words, accents and scripts without spaces', async () => {
	const member = await actors.as('member');
	await post(member, 'Crème pâtissière with vanilla');
	await post(member, 'Vanilla ice with creme');
	await post(member, '今年の東京都大会について');
	expect(await titles(member, '"creme patissiere"')).toEqual(['Crème pâtissière with vanilla']);
	expect(await titles(member, 'vanilla -ice')).toEqual(['Crème pâtissière with vanilla']);
	expect(await titles(member, 'vanilla -pastry')).toHaveLength(2);
	expect(await titles(member, '京都 -東京都')).toEqual([]);
	expect(await titles(member, '東京')).toEqual(['今年の東京都大会について']);
	expect(await titles(member, '京都大会')).toEqual(['今年の東京都大会について']);
	expect(await titles(member, '大阪')).toEqual([]);
});

test('what is excluded is so in every form of the word', async () => {
	const member = await actors.as('member');
	await post(member, 'Jam that is drying');
	await post(member, 'Jam in syrup');
	expect(await titles(member, 'jam -dries')).toEqual(['Jam in syrup']);
	expect(await titles(member, 'jam -"in syrups"')).toEqual(['Jam that is drying']);
	expect(await titles(member, 'jam by:@mia-member -dry')).toEqual(['Jam in syrup']);
	expect(await titles(member, '-jam -vanilla')).not.toContain('Jam in syrup');
});

test('comments are found below the title of their post', async () => {
	const member = await actors.as('member');
	const postId = await post(member, 'Which flour');
	const id = newId();
	const body = words('Spelt, clearly: emmerwheat is too dear');
	await publishComment(member, { id, postId, parentId: null, body });
	const { items } = await look(member, 'emmerwheat');
	expect(items).toMatchObject([{ kind: 'comment', id, postId, commentCount: 1 }]);
	expect((await look(member, 'emmerwheat', { kind: 'posts' })).items).toEqual([]);
	expect((await look(member, 'emmerwheat kind:posts')).items).toEqual([]);
});

test('filters narrow; one that names nothing finds nothing and is told', async () => {
	const [member, admin] = [await actors.as('member'), await actors.as('admin')];
	await post(member, 'Quincejelly by a member');
	await post(admin, 'Quincejelly by an admin');
	expect(await titles(member, 'quincejelly by:@ada-admin')).toEqual(['Quincejelly by an admin']);
	expect(await titles(member, 'quincejelly in:kitchen')).toHaveLength(2);
	expect(await titles(member, 'quincejelly before:2001-01-01')).toEqual([]);
	expect(await titles(member, 'quincejelly after:2001-01-01')).toHaveLength(2);
	expect(await titles(member, 'quincejelly has:picture')).toEqual([]);
	expect(await look(member, 'quincejelly in:cellar by:nobody-here')).toMatchObject({
		...{ items: [], unknownFilters: ['in:cellar', 'by:nobody-here'] },
	});
});

test('pages follow each other without gaps or repetition', async () => {
	const member = await actors.as('member');
	for (let count = 0; count < 7; count++) await post(member, `Persimmon ${count}`);
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page = await look(member, 'persimmon', { limit: 3, cursor });
		seen.push(...page.items.map(({ id }) => id));
		cursor = page.nextCursor;
	} while (cursor);
	expect(new Set(seen).size).toBe(7);
	expect(seen).toHaveLength(7);
	expect(await outcomeOf(look(member, 'x', { cursor: 'made up' }))).toBe('pages.bad_cursor');
});

test('names of spaces and members are found, misspelled titles are offered', async () => {
	const member = await actors.as('member');
	await post(member, 'Sourdough for beginners');
	const named = await look(member, 'kitch');
	expect(named.spaces.map(({ slug }) => slug)).toEqual(['kitchen']);
	expect((await look(member, 'ada adm')).members.map(({ name }) => name)).toEqual(['Ada Admin']);
	const missed = await look(member, 'sourdoh');
	expect(missed.items).toEqual([]);
	expect(missed.alike.posts.map(({ title }) => title)).toEqual(['Sourdough for beginners']);
	const alike = (await look(member, 'sowrdough beginer')).alike.posts;
	expect(alike.map(({ title }) => title)).toEqual(['Sourdough for beginners']);
	expect((await look(member, 'sowrdough')).alike.posts).toHaveLength(1);
	expect((await look(member, 'windowsill')).alike).toEqual(NOTHING_ALIKE);
	expect((await look(member, 'kitchin')).alike.spaces).toMatchObject([{ slug: 'kitchen' }]);
	expect((await look(member, 'adda admni')).alike.members).toMatchObject([{ name: 'Ada Admin' }]);
	expect((await suggest(member, 'kitchin')).spaces).toMatchObject([{ slug: 'kitchen' }]);
	const typed = await suggest(member, 'sourd');
	expect(typed.posts.map(({ title }) => title)).toEqual(['Sourdough for beginners']);
});

test('nothing is found that its finder could not open', async () => {
	const owner = await actors.as('owner');
	const visible = await post(owner, 'Tamarind in the open');
	await post(owner, 'Tamarind in the cabinet', { spaceId: hidden });
	const gone = await post(owner, 'Tamarind that is gone');
	const body = words('tamarind below what is gone');
	await publishComment(owner, { id: newId(), postId: gone, parentId: null, body });
	await removePost(owner, { postId: gone });
	expect((await look(owner, 'tamarind')).items).toHaveLength(2);
	const member = await actors.as('member');
	expect((await look(member, 'tamarind')).items.map(({ postId }) => postId)).toEqual([visible]);
	expect((await look(member, 'tamarind in:cabinet')).unknownFilters).toEqual(['in:cabinet']);
	expect((await suggest(member, 'tamarind')).posts).toHaveLength(1);
	expect((await look(member, 'cabinet')).spaces).toEqual([]);
	for (const { postId } of (await look(member, 'tamarind OR kitchen')).items)
		expect(await outcomeOf(getPost(member, { postId }))).toBe('done');
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await outcomeOf(look(await actors.as(actor), 'tamarind'))).not.toBe('done');
});

test('another community finds nothing of it', async () => {
	const elsewhere = await there.as(await there.member('admin', 'Else Where'));
	expect(await look(elsewhere, 'tamarind OR quincejelly OR sourdough')).toMatchObject({
		...{ items: [], alike: NOTHING_ALIKE, members: [], spaces: [] },
	});
});

test('signs of the query language are words like others, never an error', async () => {
	const member = await actors.as('member');
	for (const text of ['"', '-', 'a & | !', "' or 1=1 --", ':*', '<->', '%_\\', '💥', '((('])
		expect(await outcomeOf(look(member, text)), text).toBe('done');
});

test('a visitor searches what is public, sixty times a minute', async () => {
	const access = { visibility: 'public' as const, join: 'open' as const };
	const community = await createTestCommunity(installation, { access });
	const visitor = await community.as(null, { ip: '203.0.113.9' });
	for (let count = 0; count < 60; count++) await look(visitor, 'anything');
	expect(await outcomeOf(look(visitor, 'anything'))).toBe('limits.too_many');
	const another = await community.as(null, { ip: '203.0.113.10' });
	expect(await outcomeOf(look(another, 'x'))).toBe('done');
	for (let count = 0; count < 240; count++) await suggest(visitor, 'any');
	expect(await outcomeOf(suggest(visitor, 'any'))).toBe('limits.too_many');
});

test('terms are forgotten after a year', async () => {
	const old = { day: '2020-01-01', term: 'long ago', searches: 1, misses: 0 };
	await here.db.insertInto('searchTerms').values(old).execute();
	await look(await actors.as('member'), 'something new');
	const rows = here.db.selectFrom('searchTerms').select('term').where('term', '=', 'long ago');
	expect(await rows.execute()).toEqual([]);
});

test('first pages are counted by day and term, and those that found nothing apart', async () => {
	const member = await actors.as('member');
	const admin = await actors.as('admin');
	await look(member, 'Zwieback');
	await look(member, 'zwieback');
	const terms = await missedTerms(admin);
	expect(terms.find(({ term }) => term === 'zwieback')).toMatchObject({ searches: 2, misses: 2 });
	expect(terms.map(({ term }) => term)).not.toContain('persimmon');
	await look(member, 'marzipan before:2001-01-01');
	await look(member, 'marzipan', { kind: 'comments' });
	expect((await missedTerms(admin)).map(({ term }) => term)).not.toContain('marzipan');
	expect(await outcomeOf(missedTerms(member))).toBe('permissions.denied');
});
