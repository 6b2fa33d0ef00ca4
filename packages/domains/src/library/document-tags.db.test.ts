import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, tagFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { documentBy, folderBy, openLibrary } from '@kith/testing/test-library';
import { createTag, publishPost } from '@kith/testing/test-verbs';
import { uploadedBy } from '@kith/testing/test-uploads';
import type { CommunityContext } from '../context.ts';
import { communityCaller as api } from '../index.ts';
import { libraryConsumers } from './library.consumers.ts';

type Handed = Parameters<(typeof libraryConsumers)['forget-documents']['handle']>[1];

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let spaceId: string;
let hiddenId: string;
let member: CommunityContext;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
	spaceId = await openLibrary(await actors.as('owner'));
	hiddenId = await openLibrary(await actors.as('owner'), { visibility: 'private' });
	member = await actors.as('member');
});
afterAll(() => installation.close());

const add = (tags: string[], ctx = member, where = spaceId) =>
	documentBy(ctx, { spaceId: where, title: `Plan ${tags.join(' and ')}`, tags });
const get = async (documentId: string, ctx = member) =>
	(await api(ctx).library.get({ documentId })).document;
const tagsOf = async (documentId: string, ctx = member) =>
	(await get(documentId, ctx)).tags.map(({ name }) => name);
const retag = async (documentId: string, tags: string[] | undefined, ctx = member) => {
	const { version, title, description } = await get(documentId, ctx);
	await api(ctx).library.edit({ documentId, version, title, description, tags });
};
const tag = (slug: string, ctx = member) => api(ctx).tags.get({ slug });
const countOf = async (slug: string, ctx = member) => (await tag(slug, ctx)).documentCount;
const make = async (name: string, change: object = {}) => {
	const id = newId();
	await createTag(await actors.as('owner'), { id, ...tagFields(name), ...change });
	return id;
};

test('a document carries tags in any script, each once; a synonym leads to its tag', async () => {
	await make('Sourdough', { synonyms: ['Levain'] });
	const documentId = await add(['Night trains', 'night TRAINS', '夜行列車', 'levain']);
	expect(await tagsOf(documentId)).toEqual(['Night trains', 'Sourdough', '夜行列車']);
	const { items } = await api(member).library.list({ spaceId, folderId: null, limit: 100 });
	expect(items.find(({ id }) => id === documentId)?.tags).toEqual([
		{ slug: 'night-trains', name: 'Night trains' },
		{ slug: 'sourdough', name: 'Sourdough' },
		{ slug: '夜行列車', name: '夜行列車' },
	]);
	expect(await tag('levain')).toMatchObject({ documentCount: 1, postCount: 0 });
	const six = ['one', 'two', 'three', 'four', 'five', 'six'];
	expect(await outcomeOf(add(six))).not.toBe('done');
	expect(await outcomeOf(add(six.slice(1)))).toBe('done');
});

test('who may edit changes the tags, no stranger does, and left out they stay', async () => {
	const documentId = await add(['Bread', 'Rye']);
	await retag(documentId, ['Rye', 'Spelt']);
	expect(await tagsOf(documentId)).toEqual(['Rye', 'Spelt']);
	expect([await countOf('bread'), await countOf('spelt')]).toEqual([0, 1]);
	await retag(documentId, undefined);
	expect(await tagsOf(documentId)).toEqual(['Rye', 'Spelt']);
	const other = await here.as(await here.member('member', 'Otto Other'));
	expect(await outcomeOf(retag(documentId, ['Bread'], other))).toBe('permissions.denied');
	const stranger = await there.as(await there.member('member', 'Stan Stranger'));
	expect(await outcomeOf(retag(documentId, ['Bread'], stranger))).toBe(
		'library.document_not_found',
	);
	await retag(documentId, [], await actors.as('moderator'));
	expect(await tagsOf(documentId)).toEqual([]);
	expect(await countOf('spelt')).toBe(0);
});

test('each tag is asked for as on a post: new ones, restricted ones, one of a group', async () => {
	await make('Official', { isRestricted: true });
	expect(await outcomeOf(add(['Official']))).toBe('tags.restricted');
	const marked = await add([]);
	await retag(marked, ['Official'], await actors.as('moderator'));
	expect(await outcomeOf(retag(marked, []))).toBe('tags.restricted');
	expect(await outcomeOf(retag(marked, ['Official', 'Mine']))).toBe('done');

	const { tags } = api(await actors.as('owner'));
	const group = { name: 'Product', onlyOne: true, requiredSpaceIds: [spaceId] };
	const { tagGroupId } = await tags.saveGroup(group);
	await make('Kettle', { tagGroupId });
	await make('Oven', { tagGroupId });
	expect(await outcomeOf(add(['Kettle', 'Oven']))).toBe('tags.one_of_group');
	// Only posts have to have one.
	expect(await outcomeOf(add(['Else']))).toBe('done');

	await tags.setCreation({ allowed: false });
	const later = await actors.as('member');
	expect(await outcomeOf(add(['Never before'], later))).toBe('tags.unknown');
	expect(await outcomeOf(add(['Kettle'], later))).toBe('done');
	await api(await actors.as('owner')).tags.setCreation({ allowed: true });
	member = await actors.as('member');
});

test('a refused tag refuses the document, and the upload can be added after all', async () => {
	await make('Sealed', { isRestricted: true });
	const { fileId } = await uploadedBy(member);
	const file = { id: newId(), spaceId, folderId: null, fileId };
	const adding = (tags: string[]) => outcomeOf(api(member).library.add({ ...file, tags }));
	expect(await adding(['Sealed', 'Half made'])).toBe('tags.restricted');
	expect(await outcomeOf(tag('half-made'))).toBe('tags.not_found');
	expect(await adding(['Open'])).toBe('done');
	expect(await tagsOf(file.id)).toEqual(['Open']);
});

test('counts follow what is shown: deleted, brought back, with a folder, for good, at once', async () => {
	const documentId = await add(['Count']);
	expect(await atOnce(6, () => add(['Other', 'Count']))).toEqual({ done: 6 });
	expect([await countOf('count'), await countOf('other')]).toEqual([7, 6]);
	await api(member).library.delete({ documentId });
	expect(await countOf('count')).toBe(6);
	await api(member).library.restore({ documentId });
	expect(await countOf('count')).toBe(7);
	const folderId = await folderBy(member, { spaceId });
	await api(member).library.move({ documentId, folderId });
	expect([await countOf('count'), await tagsOf(documentId)]).toEqual([7, ['Count']]);
	await api(member).library.deleteFolder({ folderId, documents: 1 });
	expect(await countOf('count')).toBe(6);
	const leaver = await here.as(await here.member('member', 'Lea Leaver'));
	const gone = await add(['Count'], leaver);
	const own = await add(['Count'], leaver);
	await api(leaver).library.delete({ documentId: gone });
	expect(await countOf('count')).toBe(7);
	const { memberId } = leaver.grants;
	await api(leaver).members.leave({ contributions: 'delete' });
	const payload = { memberId, contributions: 'delete' };
	const event = { id: newId(), type: 'members.left', payload } as unknown as Handed;
	await libraryConsumers['forget-documents'].handle(member, event);
	expect(await outcomeOf(get(own))).toBe('library.document_not_found');
	expect(await countOf('count')).toBe(6);
});

test('a tag of hidden documents alone is nowhere for who may not read them', async () => {
	const owner = await actors.as('owner');
	await add(['Reorganisation'], owner, hiddenId);
	await add(['Both sides'], owner, hiddenId);
	await add(['Both sides']);
	expect([await countOf('both-sides', owner), await countOf('both-sides')]).toEqual([2, 1]);
	expect(await countOf('reorganisation', owner)).toBe(1);
	expect(await outcomeOf(tag('reorganisation'))).toBe('tags.not_found');
	expect(await api(member).tags.suggest({ text: 'reorg' })).toEqual([]);
	expect((await api(member).tags.list({ search: 'reorg' })).items).toEqual([]);
	const { unknownFilters } = await api(member).search.find({ text: 'tag:reorganisation' });
	expect(unknownFilters).toEqual(['tag:reorganisation']);
});

test('a library that is switched off takes its tags out of sight, and the posts keep theirs', async () => {
	const owner = await actors.as('owner');
	const fields = { library: 'everyone' as const, visibility: 'members' as const };
	const shed = await openLibrary(owner, { ...fields, name: 'Shed', slug: 'shed' });
	await add(['Rake'], await actors.as('owner'), shed);
	expect(await countOf('rake', await actors.as('member'))).toBe(1);
	const off = { ...fields, name: 'Shed', slug: 'shed', icon: '', description: '', groupId: null };
	await api(await actors.as('owner')).spaces.update({
		...{ ...off, posting: 'everyone', spaceId: shed, version: 1, library: 'off' },
	});
	expect(await outcomeOf(tag('rake', await actors.as('member')))).toBe('tags.not_found');
	const post = { id: newId(), spaceId: shed, title: 'Rakes', body: words('Text'), tags: ['Rake'] };
	await publishPost(await actors.as('owner'), post);
	expect(await tag('rake', await actors.as('member'))).toMatchObject({
		...{ postCount: 1, documentCount: 0 },
	});
	member = await actors.as('member');
});

test('the documents of a tag come newest first, page after page, and only those one may open', async () => {
	const ids: string[] = [];
	for (let count = 0; count < 3; count++) {
		ids.unshift(await add(['Ranked']));
		installation.clock.advance(1000);
	}
	const hidden = await add(['Ranked'], await actors.as('owner'), hiddenId);
	const deleted = await add(['Ranked']);
	await api(member).library.delete({ documentId: deleted });
	const { id: tagId } = await tag('ranked');
	const list = api(member).library;
	const first = await list.tagged({ tagId, limit: 2 });
	expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
	expect(first.items[0]).toMatchObject({ tags: [{ name: 'Ranked' }], space: { name: 'Archive' } });
	const rest = await list.tagged({ tagId, limit: 2, cursor: first.nextCursor });
	expect(rest).toMatchObject({ items: [{ id: ids[2] }], nextCursor: null });
	const all = await api(await actors.as('owner')).library.tagged({ tagId });
	expect(all.items.map(({ id }) => id)).toEqual([hidden, ...ids]);
	expect(await list.tagged({ tagId: newId() })).toEqual({ items: [], nextCursor: null });
	const visitor = api(await actors.as('anonymous')).library.tagged({ tagId });
	expect(await outcomeOf(visitor)).toBe('identity.sign_in_needed');
});
