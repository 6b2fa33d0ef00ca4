import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, spaceFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { documentBy, folderBy, openLibrary } from '@kith/testing/test-library';
import { uploadedBy } from '@kith/testing/test-uploads';
import { communityCaller as api } from '../index.ts';
import { openFile } from '../media/index.ts';
import { MOST_DOCUMENTS } from './library.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let spaceId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
	spaceId = await openLibrary(await actors.as('owner'));
});
afterAll(() => installation.close());

const atTop = { folderId: null };
const titles = async (ctx: Parameters<typeof api>[0], list: object) =>
	(await api(ctx).library.list({ spaceId, ...atTop, ...list })).items.map(({ title }) => title);

test('what is added is listed with its file, its size and who added it', async () => {
	const member = await actors.as('member');
	const id = await documentBy(member, { spaceId, name: 'Tide tables 2026.pdf', text: 'Tides' });
	const { document, versions } = await api(await actors.as('moderator')).library.get({
		documentId: id,
	});
	expect(document).toMatchObject({
		...{ title: 'Tide tables 2026', fileName: 'Tide tables 2026.pdf', bytes: 5, number: 1 },
		...{ downloads: 0, mayEdit: true, author: { name: 'Mia Member' } },
	});
	expect(versions).toMatchObject([{ number: 1, by: { name: 'Mia Member' }, restoredFrom: null }]);
	expect(await titles(member, {})).toContain('Tide tables 2026');
});

test('a retry adds a document once', async () => {
	const member = await actors.as('member');
	const { fileId } = await uploadedBy(member);
	const input = { id: newId(), spaceId, ...atTop, fileId, title: 'Once only' };
	expect(await atOnce(4, () => api(member).library.add(input))).toEqual({ done: 4 });
	expect((await titles(member, { limit: 100 })).filter((one) => one === 'Once only')).toHaveLength(
		1,
	);
});

test('an id that another member’s document has is refused, and the upload stays free for another', async () => {
	const [member, owner] = [await actors.as('member'), await actors.as('owner')];
	const id = await documentBy(owner, { spaceId, title: 'Not yours' });
	const { fileId } = await uploadedBy(member);
	const theft = { id, spaceId, ...atTop, fileId, title: 'Mine now' };
	expect(await outcomeOf(api(member).library.add(theft))).toBe('library.id_taken');
	expect(await titles(member, { limit: 100 })).not.toContain('Mine now');
	expect(await outcomeOf(api(member).library.add({ ...theft, id: newId() }))).toBe('done');
});

test('a list is turned over page by page in each order, without a gap', async () => {
	const library = await openLibrary(await actors.as('owner'));
	const owner = await actors.as('owner');
	for (const name of ['banana', 'Apple', 'cherry', 'date', 'Elder'])
		await documentBy(owner, { spaceId: library, title: name });
	const taken = await api(owner).library.list({ spaceId: library, ...atTop, sort: 'name' });
	for (const { id } of taken.items.slice(2, 3))
		await api(owner).library.download({ documentId: id });
	const turned = async (sort: 'newest' | 'name' | 'downloads') => {
		const found: string[] = [];
		let cursor: string | null = null;
		do {
			const list = { spaceId: library, ...atTop, sort, cursor, limit: 2 };
			const page: Awaited<ReturnType<ReturnType<typeof api>['library']['list']>> =
				await api(owner).library.list(list);
			found.push(...page.items.map(({ title }) => title));
			cursor = page.nextCursor;
		} while (cursor);
		return found;
	};
	expect(await turned('name')).toEqual(['Apple', 'banana', 'cherry', 'date', 'Elder']);
	expect(await turned('newest')).toEqual(['Elder', 'date', 'cherry', 'Apple', 'banana']);
	expect(await turned('downloads')).toEqual(['cherry', 'Elder', 'date', 'Apple', 'banana']);
});

test('authors change, move and delete their own, moderators everything, others nothing', async () => {
	const documentId = await documentBy(await actors.as('member'), { spaceId });
	const folderId = await folderBy(await actors.as('moderator'), { spaceId });
	const other = await here.as(await here.member('member', 'Olaf Other'));
	const attempts = async (ctx: typeof other) => {
		const { library } = api(ctx);
		const { document } = await library.get({ documentId });
		const { version } = document;
		const words = { title: 'Renamed', description: 'Now with words' };
		return [
			await outcomeOf(library.edit({ documentId, version, ...words })),
			await outcomeOf(library.move({ documentId, folderId })),
			await outcomeOf(library.addVersion({ documentId, ...(await uploadedBy(ctx)) })),
			await outcomeOf(library.delete({ documentId })),
			await outcomeOf(library.restore({ documentId })),
		];
	};
	const denied = Array(4).fill('permissions.denied');
	expect(await attempts(other)).toEqual([...denied, 'library.document_not_found']);
	expect(await attempts(await actors.as('member'))).toEqual(Array(5).fill('done'));
	expect(await attempts(await actors.as('moderator'))).toEqual(Array(5).fill('done'));
	const { document } = await api(other).library.get({ documentId });
	expect(document).toMatchObject({ title: 'Renamed', folderId, mayEdit: false, number: 3 });
});

test('of two who change the words at once one is told', async () => {
	const member = await actors.as('member');
	const documentId = await documentBy(member, { spaceId });
	const edit = { documentId, version: 1, title: 'Mine', description: '' };
	expect(await atOnce(2, () => api(member).library.edit(edit))).toEqual({
		...{ done: 1, 'library.changed_meanwhile': 1 },
	});
});

test('deleted, a document and its file are gone for everybody, and come back whole', async () => {
	const member = await actors.as('member');
	const reader = await here.as(await here.member('member', 'Rita Reader'));
	const documentId = await documentBy(member, { spaceId });
	const { fileId } = await api(reader).library.download({ documentId });
	const opens = () =>
		outcomeOf(openFile(reader, { fileId, variant: 'original' }).then(({ body }) => body.cancel()));
	expect(await opens()).toBe('done');
	await api(member).library.delete({ documentId });
	expect(await outcomeOf(api(reader).library.get({ documentId }))).toBe(
		'library.document_not_found',
	);
	expect(await outcomeOf(api(reader).library.download({ documentId }))).toBe(
		'library.document_not_found',
	);
	expect(await opens()).toBe('media.not_found');
	const seenBy = async (ctx: typeof member) =>
		(await api(ctx).library.deleted({ spaceId })).map(({ id }) => id);
	expect(await seenBy(member)).toContain(documentId);
	expect(await seenBy(reader)).toEqual([]);
	expect(await seenBy(await actors.as('moderator'))).toContain(documentId);
	await api(member).library.restore({ documentId });
	expect(await opens()).toBe('done');
});

test('only who may post adds, and where the setting says so only who keeps order', async () => {
	const owner = await actors.as('owner');
	const kept = await openLibrary(owner, { library: 'staff' });
	const quiet = await openLibrary(owner, { posting: 'staff' });
	const none = (await api(owner).spaces.create(spaceFields())).spaceId;
	const adding = async (ctx: typeof owner, space: string) => {
		const upload = await uploadedBy(ctx);
		return outcomeOf(api(ctx).library.add({ id: newId(), spaceId: space, ...atTop, ...upload }));
	};
	const member = await actors.as('member');
	const moderator = await actors.as('moderator');
	expect(await adding(member, spaceId)).toBe('done');
	for (const space of [kept, quiet]) {
		expect(await adding(member, space)).toBe('permissions.denied');
		expect(await adding(moderator, space)).toBe('done');
	}
	expect(await adding(owner, none)).toBe('spaces.not_found');
});

test('a library of a space one may not read answers as if it did not exist', async () => {
	const cabinet = await openLibrary(await actors.as('owner'), { visibility: 'private' });
	const owner = await actors.as('owner');
	const documentId = await documentBy(owner, { spaceId: cabinet });
	const { fileId } = await api(owner).library.download({ documentId });
	const member = await actors.as('member');
	const { library } = api(member);
	for (const id of [documentId, newId()]) {
		expect(await outcomeOf(library.get({ documentId: id }))).toBe('library.document_not_found');
		expect(await outcomeOf(library.download({ documentId: id }))).toBe(
			'library.document_not_found',
		);
		expect(await outcomeOf(library.delete({ documentId: id }))).toBe('library.document_not_found');
	}
	for (const id of [cabinet, newId()]) {
		expect(await outcomeOf(library.tree({ spaceId: id }))).toBe('spaces.not_found');
		expect(await outcomeOf(library.list({ spaceId: id, ...atTop }))).toBe('spaces.not_found');
	}
	expect(await outcomeOf(openFile(member, { fileId, variant: 'original' }))).toBe(
		'media.not_found',
	);
});

test('a library that is switched off shows nothing and loses nothing; nor does an archived space', async () => {
	const owner = await actors.as('owner');
	const fields = { ...spaceFields('Shed'), library: 'everyone' as const };
	const { spaceId: shed } = await api(owner).spaces.create(fields);
	const documentId = await documentBy(await here.as(actors.people.owner), { spaceId: shed });
	const found = async () => outcomeOf(api(await actors.as('member')).library.get({ documentId }));
	const { fileId } = await api(await actors.as('owner')).library.download({ documentId });
	const opens = async () =>
		outcomeOf(
			openFile(await actors.as('member'), { fileId, variant: 'original' }).then(({ body }) =>
				body.cancel(),
			),
		);
	expect([await found(), await opens()]).toEqual(['done', 'done']);
	await api(owner).spaces.update({ ...fields, spaceId: shed, version: 1, library: 'off' });
	expect([await found(), await opens()]).toEqual(['library.document_not_found', 'media.not_found']);
	await api(owner).spaces.update({ ...fields, spaceId: shed, version: 2, library: 'staff' });
	const { library: _, ...others } = fields;
	await api(owner).spaces.update({ ...others, spaceId: shed, version: 3 });
	expect((await api(await actors.as('member')).spaces.get({ slug: fields.slug })).library).toBe(
		'staff',
	);
	expect([await found(), await opens()]).toEqual(['done', 'done']);
	await api(owner).spaces.archive({ spaceId: shed });
	expect([await found(), await opens()]).toEqual(['library.document_not_found', 'media.not_found']);
});

test('nobody adds what somebody else uploaded, or what something shows already', async () => {
	const [member, owner] = [await actors.as('member'), await actors.as('owner')];
	const foreign = await uploadedBy(owner);
	const add = (fileId: string, space = spaceId) =>
		outcomeOf(api(member).library.add({ id: newId(), spaceId: space, ...atTop, fileId }));
	expect(await add(foreign.fileId)).toBe('media.foreign_picture');
	const { fileId } = await uploadedBy(member);
	expect(await add(fileId)).toBe('done');
	expect(await add(fileId)).toBe('media.foreign_picture');
	expect(await add(fileId, await openLibrary(owner))).toBe('spaces.not_found');
	const again = await here.as(actors.people.member);
	const elsewhere = again.grants.spaces.fillable.find((id) => id !== spaceId) ?? '';
	const input = { id: newId(), spaceId: elsewhere, ...atTop, fileId };
	expect(await outcomeOf(api(again).library.add(input))).toBe('media.foreign_picture');
});

test('whom a block keeps apart do not find each other’s documents', async () => {
	const [ann, ben] = [await here.member('member', 'Ann'), await here.member('member', 'Ben')];
	const documentId = await documentBy(await here.as(ann), { spaceId, title: 'By Ann' });
	const { relations } = api(await here.as(ben));
	await relations.block({ memberId: ann.memberId, on: true });
	for (const [reader, outcome] of [
		[ben, 'library.document_not_found'],
		[ann, 'done'],
	] as const) {
		const ctx = await here.as(reader);
		expect(await outcomeOf(api(ctx).library.get({ documentId }))).toBe(outcome);
		expect((await titles(ctx, { limit: 100 })).includes('By Ann')).toBe(outcome === 'done');
	}
});

test('a library holds 5,000 documents at most', async () => {
	const library = await openLibrary(await actors.as('owner'));
	const owner = await actors.as('owner');
	const documentId = await documentBy(owner, { spaceId: library });
	const row = await here.db
		.selectFrom('documents')
		.selectAll()
		.where('id', '=', documentId)
		.executeTakeFirstOrThrow();
	const rows = Array.from({ length: MOST_DOCUMENTS - 1 }, () => ({ ...row, id: newId() }));
	for (let at = 0; at < rows.length; at += 1000)
		await here.db
			.insertInto('documents')
			.values(rows.slice(at, at + 1000))
			.execute();
	expect(await outcomeOf(documentBy(owner, { spaceId: library }))).toBe('library.full');
	await api(owner).library.delete({ documentId });
	expect(await outcomeOf(documentBy(owner, { spaceId: library }))).toBe('done');
});
