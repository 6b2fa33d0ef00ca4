import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { saveSetting } from '../communities/index.ts';
import { DEFAULT_LOOK } from '../communities/communities.schema.ts';
import { openInstallation, type Installation, type TestCommunity } from '../community.fixture.ts';
import { openFile } from './open-file.ts';
import { sweepFiles } from './sweep-files.ts';
import { uploadImage, uploadLogo } from './upload-image.ts';

let installation: Installation;
let open: TestCommunity;
beforeAll(async () => {
	installation = await openInstallation();
});
beforeEach(async () => {
	open = await installation.open({ visibility: 'public', join: 'open' });
	installation.time.ahead = 0;
});
afterAll(() => installation.close());

const picture = { bytes: new Uint8Array([1, 2, 3]), name: 'cat\r\n.png' };
const missing = { code: 'media.not_found' };

test('a picture is kept in three sizes below its community, and belongs to its owner until it is shown', async () => {
	const [ann, bob] = [await open.member('member', 'Ann'), await open.member('member', 'Bob')];
	const file = await uploadImage(await open.as(ann), { ...picture, purpose: 'post' });
	expect(file).toMatchObject({ width: 40, height: 30 });
	const { fileId } = file;
	const prefix = `${open.community.id}/files/${fileId}/`;
	const keys = [...installation.blobs.keys()].filter((key) => key.startsWith(prefix));
	expect(keys.toSorted()).toEqual(
		['full', 'medium', 'thumb'].map((name) => `${prefix}${name}.webp`),
	);
	const opened = await openFile(await open.as(ann), { fileId, variant: 'thumb' });
	expect(opened).toMatchObject({ size: 3, contentType: 'image/webp', isPublic: false });
	await expect(openFile(await open.as(bob), { fileId, variant: 'thumb' })).rejects.toMatchObject(
		missing,
	);
	await expect(openFile(await open.as(null), { fileId, variant: 'thumb' })).rejects.toMatchObject(
		missing,
	);
	await expect(
		openFile(await open.as(ann), { fileId: newId(), variant: 'thumb' }),
	).rejects.toMatchObject(missing);
	const other = await installation.open({ visibility: 'public', join: 'open' });
	const stranger = await other.as(await other.member('owner', 'Eve'));
	await expect(openFile(stranger, { fileId, variant: 'thumb' })).rejects.toMatchObject(missing);
});

test('a picture in a space is seen by whoever reads the space', async () => {
	const [ann, bob] = [await open.member('member', 'Ann'), await open.member('member', 'Bob')];
	const { fileId } = await uploadImage(await open.as(ann), { ...picture, purpose: 'post' });
	const show = async (visibility: string) => {
		const id = newId();
		const space = { id, slug: id, name: 'Hall', visibility, posting: 'everyone', position: 0 };
		await open.db.insertInto('spaces').values(space).execute();
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
	const { services, blobs, time } = installation;
	const ann = await open.as(await open.member('member', 'Ann'));
	const owner = await open.as(await open.member('owner', 'Olga'));
	const upload = async () => (await uploadImage(ann, { ...picture, purpose: 'post' })).fileId;
	const ids: string[] = [];
	for (let count = 0; count < 25; count++) ids.push(await upload());
	const shown = await upload();
	const now = new Date();
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
	time.ahead = 86_500;
	const fresh = await upload();
	await sweepFiles(services, open.community.id);
	expect(await left()).toEqual([shown, logo.fileId, draft.fileId, fresh].toSorted());
	const prefix = `${open.community.id}/`;
	const kept = [...blobs.keys()].filter((key) => key.startsWith(prefix));
	expect(kept.some((key) => [...ids, old.fileId].some((id) => key.includes(id)))).toBe(false);
	expect(kept).toHaveLength(8);
});
