import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor, founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { documentBy, folderBy, openLibrary } from '@kith/testing/test-library';
import { communityCaller as api } from '../index.ts';

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

test('folders lie in folders, four deep and no deeper', async () => {
	const member = await actors.as('member');
	const one = await folderBy(member, { spaceId, name: 'One' });
	const two = await folderBy(member, { spaceId, folderId: one, name: 'Two' });
	const three = await folderBy(member, { spaceId, folderId: two, name: 'Three' });
	const four = await folderBy(member, { spaceId, folderId: three, name: 'Four' });
	expect(await outcomeOf(folderBy(member, { spaceId, folderId: four }))).toBe('library.too_deep');
	await documentBy(member, { spaceId, folderId: four });
	await documentBy(member, { spaceId, folderId: one });
	const { folders } = await api(member).library.tree({ spaceId });
	const lines = folders.map(({ name, depth, documents }) => `${name} ${depth} ${documents}`);
	expect(lines).toEqual(['One 1 2', 'Two 2 1', 'Three 3 1', 'Four 4 1']);
	const inOne = await api(member).library.list({ spaceId, folderId: one });
	expect(inOne.items).toHaveLength(1);
});

test('two folders side by side never have one name, in whatever letters, however many come at once', async () => {
	const member = await actors.as('member');
	const names = ['Minutes', 'minutes', 'MINUTES'];
	const made = await atOnce(6, (index) =>
		folderBy(member, { spaceId, name: names[index % 3] ?? '' }),
	);
	expect(made).toEqual({ done: 1, 'library.folder_exists': 5 });
	const inside = await folderBy(member, { spaceId });
	await folderBy(member, { spaceId, folderId: inside, name: 'Minutes' });
	const again = await folderBy(member, { spaceId, name: 'Protocols' });
	const renamed = api(member).library.renameFolder({ folderId: again, name: 'minutes' });
	expect(await outcomeOf(renamed)).toBe('library.folder_exists');
});

test('a folder moves with all that is in it, but not into itself and not too deep', async () => {
	const library = await openLibrary(await actors.as('owner'));
	const member = await actors.as('member');
	const [a, b] = [
		await folderBy(member, { spaceId: library, name: 'A' }),
		await folderBy(member, { spaceId: library, name: 'B' }),
	];
	const a1 = await folderBy(member, { spaceId: library, folderId: a, name: 'A1' });
	const b1 = await folderBy(member, { spaceId: library, folderId: b, name: 'B1' });
	const b2 = await folderBy(member, { spaceId: library, folderId: b1, name: 'B2' });
	const move = (folderId: string, toFolderId: string | null) =>
		outcomeOf(api(member).library.moveFolder({ folderId, toFolderId }));
	expect(await move(a, a1)).toBe('library.into_itself');
	expect(await move(a, a)).toBe('library.into_itself');
	expect(await move(a, b2)).toBe('library.too_deep');
	expect(await move(a, b1)).toBe('done');
	const { folders } = await api(member).library.tree({ spaceId: library });
	expect(folders.map(({ name, depth }) => `${name}:${depth}`)).toEqual([
		...['B:1', 'B1:2', 'A:3', 'A1:4', 'B2:3'],
	]);
	expect(
		await outcomeOf(api(member).library.moveFolder({ folderId: a, toFolderId: newId() })),
	).toBe('library.folder_not_found');
});

test('folders moved into each other at once never make a circle', async () => {
	const library = await openLibrary(await actors.as('owner'));
	const ctx = await actors.as('owner');
	const [a, b] = [
		await folderBy(ctx, { spaceId: library, name: 'A' }),
		await folderBy(ctx, { spaceId: library, name: 'B' }),
	];
	const outcomes = await atOnce(2, (index) =>
		api(ctx).library.moveFolder(
			index ? { folderId: a, toFolderId: b } : { folderId: b, toFolderId: a },
		),
	);
	expect(outcomes).toEqual({ done: 1, 'library.into_itself': 1 });
	expect((await api(ctx).library.tree({ spaceId: library })).folders).toHaveLength(2);
});

test('a deleted folder takes what is in it along, if that is what one was told', async () => {
	const member = await actors.as('member');
	const folderId = await folderBy(member, { spaceId });
	const inside = await folderBy(member, { spaceId, folderId });
	const documents = [
		await documentBy(member, { spaceId, folderId }),
		await documentBy(member, { spaceId, folderId: inside }),
	];
	const { library } = api(member);
	expect(await outcomeOf(library.deleteFolder({ folderId, documents: 1 }))).toBe(
		'library.changed_meanwhile',
	);
	expect(await library.deleteFolder({ folderId, documents: 2 })).toEqual({ documents: 2 });
	for (const documentId of documents)
		expect(await outcomeOf(library.get({ documentId }))).toBe('library.document_not_found');
	const documentId = documents[1] ?? '';
	await library.restore({ documentId });
	expect((await library.get({ documentId })).document.folderId).toBeNull();
});

test('a folder with somebody else’s things is deleted only by who keeps order', async () => {
	const member = await actors.as('member');
	const folderId = await folderBy(member, { spaceId });
	await documentBy(await here.as(await here.member('member', 'Otto')), { spaceId, folderId });
	const seen = async (ctx: typeof member) =>
		(await api(ctx).library.tree({ spaceId })).folders.find(({ id }) => id === folderId);
	const goes = (ctx: typeof member) =>
		outcomeOf(api(ctx).library.deleteFolder({ folderId, documents: 1 }));
	expect(await seen(member)).toMatchObject({ mayEdit: true, mayDelete: false });
	expect(await goes(member)).toBe('library.others_inside');
	const moderator = await actors.as('moderator');
	expect(await seen(moderator)).toMatchObject({ mayEdit: true, mayDelete: true });
	expect(await goes(moderator)).toBe('done');
});

test('others neither rename, move nor delete a folder; one of elsewhere is unknown', async () => {
	const folderId = await folderBy(await actors.as('member'), { spaceId });
	const elsewhere = await there.as(await founderOf(there));
	const spaceThere = await openLibrary(elsewhere);
	const foreign = await folderBy(await there.as(await founderOf(there)), { spaceId: spaceThere });
	const attempts = (ctx: typeof elsewhere, id: string) => [
		outcomeOf(api(ctx).library.renameFolder({ folderId: id, name: 'No' })),
		outcomeOf(api(ctx).library.moveFolder({ folderId: id, toFolderId: null })),
		outcomeOf(api(ctx).library.deleteFolder({ folderId: id, documents: 0 })),
	];
	const other = await here.as(await here.member('member', 'Olga'));
	expect(await Promise.all(attempts(other, folderId))).toEqual(Array(3).fill('permissions.denied'));
	for (const id of [foreign, newId()])
		expect(await Promise.all(attempts(await actors.as('owner'), id))).toEqual(
			Array(3).fill('library.folder_not_found'),
		);
	for (const who of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await Promise.all(attempts(await actors.as(who), folderId))).toEqual(
			Array(3).fill('identity.sign_in_needed'),
		);
});
