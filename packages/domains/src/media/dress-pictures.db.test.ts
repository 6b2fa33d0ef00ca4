import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { testFilm } from '@kith/testing/test-film';
import { testPhoto } from '@kith/testing/test-photo';
import { uploadedBy } from '@kith/testing/test-uploads';
import type { CommunityContext } from '../context.ts';
import { addPoster, shapesOf } from './file-facts.ts';
import { mediaJobs } from './media.jobs.ts';
import { openFile } from './open-file.ts';
import type { FileVariant } from './media.schema.ts';
import { sweepFiles } from './sweep-files.ts';
import { uploadImage, uploadLogo } from './upload-image.ts';

let installation: TestInstallation;
let here: TestCommunity;
let ann: CommunityContext;
let photo: Buffer<ArrayBuffer>;
beforeAll(async () => {
	installation = await createTestInstallation();
	photo = Buffer.from(await testPhoto(1000, 600));
});
beforeEach(async () => {
	here = await createTestCommunity(installation);
	ann = await here.as(await here.member('owner', 'Ann'));
});
afterAll(() => installation.close());

const dress = (communityId = here.id) =>
	mediaJobs['dress-pictures'].run(installation.services, { communityId });
const upload = async (bytes = photo) =>
	(await uploadImage(ann, { bytes, name: 'sea.png', purpose: 'post' })).fileId;
const avifOf = async (fileId: string) => {
	const row = here.db.selectFrom('files').select('avif').where('id', '=', fileId);
	return (await row.executeTakeFirstOrThrow()).avif;
};
async function typeOf(fileId: string, variant: FileVariant, knowsAvif = true) {
	const { body, contentType, name } = await openFile(ann, { fileId, variant }, { knowsAvif });
	const bytes = await new Response(body).bytes();
	return [contentType, name, Buffer.from(bytes.subarray(4, 12)).toString('latin1')];
}
const AVIF = ['image/avif', 'sea.png', 'ftypavif'];
async function requests() {
	const { rows } = await installation.owner.query<{ payload: object }>(
		`select payload from streams.outbox where payload->>'name' = 'dress-pictures'
			and payload->'payload'->>'communityId' = $1`,
		[here.id],
	);
	return rows.map(({ payload }) => payload);
}

test('a picture asks for its twins, behind everything else, and is sent as AVIF once they are there', async () => {
	const fileId = await upload();
	expect(await requests()).toEqual([
		expect.objectContaining({ priority: 100, queue: 'pictures', key: `dress-pictures:${here.id}` }),
	]);
	expect((await typeOf(fileId, 'full'))[0]).toBe('image/webp');
	await dress();
	expect(await avifOf(fileId)).toEqual(['full', 'medium', 'thumb']);
	for (const variant of ['full', 'medium', 'thumb'] as const) {
		expect(await typeOf(fileId, variant)).toEqual(AVIF);
		expect((await typeOf(fileId, variant, false))[0]).toBe('image/webp');
	}
	expect((await typeOf(fileId, 'original'))[0]).toBe('image/webp');
});

test('a picture that came as a file, and a logo in its one size, have twins, too', async () => {
	const { fileId } = await uploadedBy(ann, { name: 'sea.png', bytes: photo });
	const logo = await uploadLogo(ann, { bytes: photo, name: 'logo.png' });
	expect(await requests()).toHaveLength(2);
	await dress();
	expect(await avifOf(fileId)).toEqual(['full', 'medium', 'thumb']);
	expect(await typeOf(fileId, 'full')).toEqual(['image/avif', 'sea.avif', 'ftypavif']);
	expect(await avifOf(logo.fileId)).toEqual(['full']);
	expect((await typeOf(logo.fileId, 'thumb'))[0]).toBe('image/avif');
});

test('the poster of a film has a twin and a hint, and another poster gets its own', async () => {
	const film = Buffer.from(await testFilm({ seconds: 2, width: 320, height: 180 }));
	const { fileId } = await uploadedBy(ann, { name: 'sea.mp4', bytes: film });
	await dress();
	// Without a poster there is nothing to make.
	expect(await avifOf(fileId)).toBeNull();
	const before = (await requests()).length;
	await addPoster(ann, { fileId, bytes: photo });
	expect((await requests()).length).toBe(before + 1);
	expect((await typeOf(fileId, 'poster'))[0]).toBe('image/webp');
	expect((await shapesOf(here.db, [fileId])).get(fileId)).not.toHaveProperty('hint');
	await dress();
	expect(await avifOf(fileId)).toEqual(['poster']);
	expect(await typeOf(fileId, 'poster')).toEqual(['image/avif', 'sea.mp4', 'ftypavif']);
	expect((await typeOf(fileId, 'poster', false))[0]).toBe('image/webp');
	expect((await typeOf(fileId, 'original'))[0]).toBe('video/mp4');
	const hint = expect.stringMatching(/^data:image\/png;base64,/);
	expect((await shapesOf(here.db, [fileId])).get(fileId)).toMatchObject({ hasPoster: true, hint });
	await addPoster(ann, { fileId, bytes: Buffer.from(await testPhoto(300, 300)) });
	expect((await typeOf(fileId, 'poster'))[0]).toBe('image/webp');
	await dress();
	expect((await typeOf(fileId, 'poster'))[0]).toBe('image/avif');
});

test('pictures from before come by a handful at a time, none twice, until none is left', async () => {
	const small = Buffer.from(await testPhoto(60, 40));
	for (let count = 0; count < 7; count++) await upload(small);
	const before = (await requests()).length;
	const { makeAvif } = installation.services;
	let made = 0;
	installation.services.makeAvif = async (...wish) => {
		made += 1;
		return makeAvif(...wish);
	};
	await dress();
	expect([made, (await requests()).length]).toEqual([5, before + 1]);
	await dress();
	await dress();
	expect([made, (await requests()).length]).toEqual([7, before + 1]);
	installation.services.makeAvif = makeAvif;
});

test('what cannot be made is tried once, and the WebP files stay', async () => {
	const fileId = await upload();
	const key = `${here.id}/files/${fileId}/full.webp`;
	await installation.services.blobs.put(key, Buffer.from('RIFF broken'), {
		contentType: 'image/webp',
	});
	await dress();
	expect(await avifOf(fileId)).toEqual([]);
	expect((await typeOf(fileId, 'medium'))[0]).toBe('image/webp');
});

test('storage that fails leaves the picture for the next try; a blob that is lost is no twin', async () => {
	const fileId = await upload();
	const { blobs } = installation.services;
	installation.services.blobs = {
		...blobs,
		put: () => Promise.reject(new Error('no storage')),
	};
	await expect(dress()).rejects.toThrow('no storage');
	installation.services.blobs = blobs;
	expect(await avifOf(fileId)).toBeNull();
	await dress();
	await blobs.delete(`${here.id}/files/${fileId}/thumb.avif`);
	expect((await typeOf(fileId, 'thumb'))[0]).toBe('image/webp');
	expect((await typeOf(fileId, 'full'))[0]).toBe('image/avif');
});

test('a picture whose files are still being written waits, and is given up after an hour', async () => {
	const fileId = await upload();
	await installation.services.blobs.delete(`${here.id}/files/${fileId}/full.webp`);
	await dress();
	expect(await avifOf(fileId)).toBeNull();
	installation.clock.advance(3700);
	await dress();
	expect(await avifOf(fileId)).toEqual([]);
});

test('twins go with their picture, and one that goes while they are made leaves none behind', async () => {
	const kept = async (fileId: string) =>
		(await installation.services.blobs.list(`${here.id}/files/${fileId}/`, { limit: 10 })).length;
	const first = await upload();
	await dress();
	expect(await kept(first)).toBe(6);
	const second = await upload();
	const { makeAvif } = installation.services;
	installation.services.makeAvif = async (...wish) => {
		const twins = await makeAvif(...wish);
		installation.clock.advance(90_000);
		await sweepFiles(installation.services, here.id);
		return twins;
	};
	await dress();
	installation.services.makeAvif = makeAvif;
	expect([await kept(first), await kept(second)]).toEqual([0, 0]);
});

test('every community is asked at night, and one that is gone does nothing', async () => {
	const before = (await requests()).length;
	await mediaJobs['dress-pictures-everywhere'].run(installation.services, {});
	expect((await requests()).length).toBe(before + 1);
	await dress('gone');
	await expect(dress('' as never)).resolves.toBeUndefined();
});
