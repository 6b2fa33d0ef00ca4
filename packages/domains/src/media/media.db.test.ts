import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { saveSetting } from '../communities/index.ts';
import { DEFAULT_LOOK } from '../communities/communities.schema.ts';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createTestCommunity, type Person, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, pictureOf } from '@kith/testing/test-content';
import { publishPost } from '@kith/testing/test-verbs';
import { openFile } from './open-file.ts';
import { sweepFiles } from './sweep-files.ts';
import { uploadImage, uploadLogo } from './upload-image.ts';

let installation: TestInstallation;
let open: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	open = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
});
afterAll(() => installation.close());

const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const picture = { bytes: PIXEL, name: 'cat\r\n.png' };
async function isKept(key: string): Promise<boolean> {
	const blob = await installation.services.blobs.get(key);
	await blob?.body.cancel();
	return blob !== null;
}

const missing = { code: 'media.not_found' };

test('a picture is kept in three sizes below its community, and belongs to its owner until it is shown', async () => {
	const [ann, bob] = [await open.member('member', 'Ann'), await open.member('member', 'Bob')];
	const file = await uploadImage(await open.as(ann), { ...picture, purpose: 'post' });
	expect(file).toMatchObject({ width: 1, height: 1 });
	const { fileId } = file;
	for (const name of ['full', 'medium', 'thumb'])
		expect(await isKept(`${open.community.id}/files/${fileId}/${name}.webp`)).toBe(true);
	const opened = await openFile(await open.as(ann), { fileId, variant: 'thumb' });
	expect(opened).toMatchObject({ contentType: 'image/webp', isPublic: false });
	await expect(openFile(await open.as(bob), { fileId, variant: 'thumb' })).rejects.toMatchObject(
		missing,
	);
	await expect(openFile(await open.as(null), { fileId, variant: 'thumb' })).rejects.toMatchObject(
		missing,
	);
	await expect(
		openFile(await open.as(ann), { fileId: newId(), variant: 'thumb' }),
	).rejects.toMatchObject(missing);
	const other = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	const stranger = await other.as(await other.member('owner', 'Eve'));
	await expect(openFile(stranger, { fileId, variant: 'thumb' })).rejects.toMatchObject(missing);
});

test('a picture in a space is seen by whoever reads the space', async () => {
	const [ann, bob] = [await open.member('member', 'Ann'), await open.member('member', 'Bob')];
	const { fileId } = await uploadImage(await open.as(ann), { ...picture, purpose: 'post' });
	const postId = newId();
	const writer = await open.as(ann);
	await publishPost(writer, {
		...{ id: postId, spaceId: writer.grants.spaces.postable[0] ?? '', title: 'Cat' },
		body: pictureOf(fileId),
	});
	const show = async (visibility: string) => {
		const id = newId();
		const space = { id, slug: id, name: 'Hall', visibility, posting: 'everyone', position: 0 };
		await open.db.insertInto('spaces').values(space).execute();
		await open.db.updateTable('posts').set({ spaceId: id }).where('id', '=', postId).execute();
		await open.db.updateTable('files').set({ spaceId: id }).where('id', '=', fileId).execute();
		installation.services.snapshots.drop(open.community.id);
	};
	await show('public');
	const visitor = await openFile(await open.as(null), { fileId, variant: 'full' });
	expect(visitor.isPublic).toBe(true);
	await show('members');
	expect((await openFile(await open.as(bob), { fileId, variant: 'full' })).isPublic).toBe(false);
	await expect(openFile(await open.as(null), { fileId, variant: 'full' })).rejects.toMatchObject(
		missing,
	);
	await show('private');
	await expect(openFile(await open.as(bob), { fileId, variant: 'full' })).rejects.toMatchObject(
		missing,
	);
});

test('of a private community visitors see the logo alone, and shared caches may keep nothing else', async () => {
	const olga = await open.member('owner', 'Olga');
	const owner = await open.as(olga);
	const avatar = await uploadImage(owner, { ...picture, purpose: 'avatar' });
	const logo = await uploadLogo(owner, picture);
	const isPublic = async (who: Person | null, { fileId }: { fileId: string }) =>
		(await openFile(await open.as(who), { fileId, variant: 'full' })).isPublic;
	expect([await isPublic(null, avatar), await isPublic(null, logo)]).toEqual([true, true]);
	const access = { visibility: 'private', join: 'open' };
	await saveSetting(open.db, 'access', access, installation.clock.now()).execute();
	installation.services.snapshots.drop(open.community.id);
	expect([await isPublic(olga, avatar), await isPublic(null, logo)]).toEqual([false, true]);
	expect(await outcomeOf(isPublic(null, avatar))).toBe('media.not_found');
});

test('who may upload, and how much', async () => {
	const ann = await open.member('member', 'Ann');
	const owner = await open.member('owner', 'Olga');
	const asAnn = await open.as(ann);
	const visitor = await open.as(null);
	await expect(uploadImage(visitor, { ...picture, purpose: 'post' })).rejects.toMatchObject({
		code: 'identity.sign_in_needed',
	});
	await expect(uploadLogo(asAnn, picture)).rejects.toMatchObject({ code: 'permissions.denied' });
	const huge = { ...picture, bytes: new Uint8Array(12 * 1024 * 1024 + 1) };
	await expect(uploadImage(asAnn, { ...huge, purpose: 'post' })).rejects.toMatchObject({
		code: 'media.too_large',
	});
	const { fileId } = await uploadLogo(await open.as(owner), picture);
	const logo = await openFile(visitor, { fileId, variant: 'medium' });
	expect(logo.isPublic).toBe(true);
	for (let count = 0; count < 60; count++)
		await uploadImage(asAnn, { ...picture, purpose: 'avatar' });
	await expect(uploadImage(asAnn, { ...picture, purpose: 'post' })).rejects.toMatchObject({
		code: 'limits.too_many',
	});
});

test('the sweep takes what nothing shows after a day: rows and blobs', async () => {
	const { services, clock } = installation;
	const ann = await open.as(await open.member('member', 'Ann'));
	const owner = await open.as(await open.member('owner', 'Olga'));
	const upload = async () => (await uploadImage(ann, { ...picture, purpose: 'post' })).fileId;
	const ids: string[] = [];
	for (let count = 0; count < 25; count++) ids.push(await upload());
	const shown = await upload();
	const now = clock.now();
	await open.db.updateTable('files').set({ attachedAt: now }).where('id', '=', shown).execute();
	const logo = await uploadLogo(owner, picture);
	const draft = await uploadLogo(owner, picture);
	const old = await uploadLogo(owner, picture);
	await saveSetting(open.db, 'look', { ...DEFAULT_LOOK, logoFileId: logo.fileId }, now).execute();
	await saveSetting(
		open.db,
		'look.draft',
		{ ...DEFAULT_LOOK, logoFileId: draft.fileId },
		now,
	).execute();
	const left = async () =>
		(await open.db.selectFrom('files').select('id').execute()).map(({ id }) => id).toSorted();
	await sweepFiles(services, open.community.id);
	expect(await left()).toHaveLength(29);
	clock.advance(86_500);
	const fresh = await upload();
	await sweepFiles(services, open.community.id);
	expect(await left()).toEqual([shown, logo.fileId, draft.fileId, fresh].toSorted());
	for (const id of [...ids, old.fileId])
		expect(await isKept(`${open.community.id}/files/${id}/full.webp`)).toBe(false);
	expect(await isKept(`${open.community.id}/files/${shown}/thumb.webp`)).toBe(true);
});
