import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addSeconds } from '@kith/kernel/clock';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { founderOf } from '@kith/testing/test-actors';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { documentBy, openLibrary } from '@kith/testing/test-library';
import { uploadedBy } from '@kith/testing/test-uploads';
import { communityCaller as api } from '../index.ts';
import { openFile } from '../media/index.ts';
import type { CommunityContext } from '../context.ts';

let installation: TestInstallation;
let here: TestCommunity;
let spaceId: string;
let author: CommunityContext;
let reader: CommunityContext;
let documentId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	spaceId = await openLibrary(await here.as(await founderOf(here)));
	author = await here.as(await here.member('member', 'Ann Author'));
	reader = await here.as(await here.member('member', 'Rita Reader'));
});
beforeEach(async () => {
	documentId = await documentBy(author, { spaceId, name: 'rules.txt', text: 'First' });
});
afterAll(() => installation.close());

const renew = async (text: string, ctx = author, name = 'rules.txt') => {
	const upload = await uploadedBy(ctx, { name, bytes: Buffer.from(text) });
	return api(ctx).library.addVersion({ documentId, ...upload });
};
/** What a reader gets, of one version or of the one that holds. */
async function textOf(number?: number, ctx = reader): Promise<string> {
	const { fileId } = await api(ctx).library.download({ documentId, ...(number && { number }) });
	return new Response((await openFile(ctx, { fileId, variant: 'original' })).body).text();
}
const downloads = async () => (await api(reader).library.get({ documentId })).document.downloads;

test('a new version holds, the earlier ones stay to be read, told who and when', async () => {
	expect(await renew('Second', author, 'rules-2.txt')).toEqual({ documentId, number: 2 });
	const moderator = await here.as(await here.member('moderator', 'Mo Moderator'));
	await renew('Third', moderator);
	expect([await textOf(), await textOf(1), await textOf(2)]).toEqual(['Third', 'First', 'Second']);
	const { document, versions } = await api(reader).library.get({ documentId });
	expect(document).toMatchObject({ number: 3, bytes: 5, fileName: 'rules.txt' });
	expect(versions.map(({ number, by, fileName }) => [number, by?.name, fileName])).toEqual([
		[3, 'Mo Moderator', 'rules.txt'],
		[2, 'Ann Author', 'rules-2.txt'],
		[1, 'Ann Author', 'rules.txt'],
	]);
});

test('an earlier version comes back as a new one and takes no further room', async () => {
	await renew('Second');
	const usage = () =>
		here.db
			.selectFrom('storageUsage')
			.select('bytes')
			.where('ownerId', '=', author.grants.memberId)
			.executeTakeFirst();
	const before = await usage();
	const { library } = api(author);
	expect(await library.restoreVersion({ documentId, number: 1 })).toEqual({
		...{ documentId, number: 3 },
	});
	expect([await textOf(), await textOf(2)]).toEqual(['First', 'Second']);
	expect(await usage()).toEqual(before);
	const { versions } = await library.get({ documentId });
	expect(versions[0]).toMatchObject({ number: 3, restoredFrom: 1 });
	expect(await outcomeOf(library.restoreVersion({ documentId, number: 3 }))).toBe(
		'library.holds_already',
	);
	expect(await outcomeOf(library.restoreVersion({ documentId, number: 9 }))).toBe(
		'library.version_not_found',
	);
	expect(await outcomeOf(library.download({ documentId, number: 9 }))).toBe(
		'library.version_not_found',
	);
});

test('versions count against the quota of whoever sends them', async () => {
	const usage = async () =>
		Number(
			(
				await here.db
					.selectFrom('storageUsage')
					.select('bytes')
					.where('ownerId', '=', author.grants.memberId)
					.executeTakeFirst()
			)?.bytes,
		);
	const before = await usage();
	await renew('Twelve bytes');
	expect((await usage()) - before).toBe(12);
});

test('a retry makes one version, and versions sent at once are all kept in one row', async () => {
	const upload = await uploadedBy(author);
	expect(await atOnce(3, () => api(author).library.addVersion({ documentId, ...upload }))).toEqual({
		done: 3,
	});
	const uploads = [await uploadedBy(author), await uploadedBy(author), await uploadedBy(author)];
	await Promise.all(uploads.map((one) => api(author).library.addVersion({ documentId, ...one })));
	const { versions } = await api(author).library.get({ documentId });
	expect(versions.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
});

test('others neither add nor restore versions', async () => {
	await renew('Second');
	const attempts = [
		renew('No', reader),
		api(reader).library.restoreVersion({ documentId, number: 1 }),
	];
	expect(await Promise.all(attempts.map(outcomeOf))).toEqual(Array(2).fill('permissions.denied'));
});

test('downloads are exact however many come at once, each member once a day', async () => {
	const readers = [reader, author];
	for (let index = 0; index < 6; index++)
		readers.push(await here.as(await here.member('member', `Reader ${index}`)));
	const done = await atOnce(80, (index) =>
		api(readers[index % readers.length] ?? reader).library.download({ documentId }),
	);
	expect(done).toEqual({ done: 80 });
	expect(await downloads()).toBe(8);
	await textOf(1);
	expect(await downloads()).toBe(8);
	const tomorrow = { now: () => addSeconds(installation.services.clock.now(), 86_400) };
	await api({ ...reader, clock: tomorrow }).library.download({ documentId });
	expect(await downloads()).toBe(9);
});

test('a visitor of a public library takes documents without being counted', async () => {
	const open = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	const founder = await founderOf(open);
	const hall = await openLibrary(await open.as(founder), { visibility: 'public' });
	const id = await documentBy(await open.as(founder), { spaceId: hall });
	const visitor = await open.as(null);
	expect(await outcomeOf(api(visitor).library.download({ documentId: id }))).toBe('done');
	const { document } = await api(visitor).library.get({ documentId: id });
	expect(document).toMatchObject({ downloads: 0, mayEdit: false });
	expect(await api(visitor).library.tree({ spaceId: hall })).toMatchObject({ mayAdd: false });
});
