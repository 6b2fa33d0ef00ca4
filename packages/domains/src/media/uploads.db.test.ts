import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { beginUpload } from './begin-upload.ts';
import { cancelUpload } from './cancel-upload.ts';
import { fileFacts } from './file-facts.ts';
import { openFile } from './open-file.ts';
import { receiveChunk, uploadState } from './receive-chunk.ts';
import { limitStorage, readStorage } from './storage.ts';
import { sweepFiles } from './sweep-files.ts';

const MB = 1024 * 1024;
let installation: TestInstallation;
let here: TestCommunity;
let ann: CommunityContext;
let owner: CommunityContext;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation);
	ann = await here.as(await here.member('member', 'Ann'));
	owner = await here.as(await here.member('owner', 'Olga'));
});
afterAll(() => installation.close());

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(100_000, 'x')]);
const send = async (ctx: CommunityContext, name: string, bytes: Buffer, size = 40_000) => {
	const { fileId } = await beginUpload(ctx, { name, bytes: bytes.length });
	for (let offset = 0; offset < bytes.length; offset += size)
		await receiveChunk(ctx, { fileId, offset, bytes: bytes.subarray(offset, offset + size) });
	return fileId;
};
const blobsOf = async (fileId: string) =>
	(await installation.services.blobs.list(`${here.id}/files/${fileId}/`, { limit: 100 })).map(
		({ key }) => key.split('/').slice(3).join('/'),
	);
const used = async () => (await readStorage(owner)).bytes;

test('a file comes in chunks, is whole byte for byte, and its first bytes say what it is', async () => {
	const fileId = await send(ann, 'Übung 日本.html', PDF);
	expect(await fileFacts(ann, { fileId })).toEqual({
		...{ fileId, kind: 'file', name: 'Übung 日本.html', mime: 'application/pdf' },
		...{ bytes: PDF.length, width: 0, height: 0, durationMs: null },
	});
	const opened = await openFile(ann, { fileId, variant: 'original' });
	expect(opened).toMatchObject({ contentType: 'application/octet-stream', isInline: false });
	expect(Buffer.from(await new Response(opened.body).arrayBuffer()).equals(PDF)).toBe(true);
	expect(await blobsOf(fileId)).toEqual(['original']);
	expect(await used()).toBe(PDF.length);
});

test('a part of it can be asked for, and other forms of it are not there', async () => {
	const fileId = await send(ann, 'a.pdf', PDF);
	const part = await openFile(
		ann,
		{ fileId, variant: 'original' },
		{ range: { start: 1, end: 3 } },
	);
	expect([part.size, await new Response(part.body).text()]).toEqual([PDF.length, 'PDF']);
	for (const variant of ['full', 'medium', 'thumb', 'poster'] as const)
		expect(await outcomeOf(openFile(ann, { fileId, variant }))).toBe('media.not_found');
});

test('an upload goes on where it broke off, and a byte is never taken twice or left out', async () => {
	const { fileId } = await beginUpload(ann, { name: 'a.pdf', bytes: PDF.length });
	const chunk = (offset: number, end: number) =>
		receiveChunk(ann, { fileId, offset, bytes: PDF.subarray(offset, end) });
	await chunk(0, 10);
	expect(await outcomeOf(chunk(0, 10))).toBe('media.wrong_offset');
	expect(await outcomeOf(chunk(20, 30))).toBe('media.wrong_offset');
	expect((await uploadState(ann, { fileId })).received).toBe(10);
	const racing = await Promise.all([outcomeOf(chunk(10, 50_000)), outcomeOf(chunk(10, 40_000))]);
	expect(racing.toSorted()).toEqual(['done', 'media.wrong_offset']);
	const { received } = await uploadState(ann, { fileId });
	expect(await outcomeOf(fileFacts(ann, { fileId }))).toBe('media.not_there_yet');
	const tooLong = receiveChunk(ann, { fileId, offset: received, bytes: Buffer.alloc(200_000) });
	expect(await outcomeOf(tooLong)).toBe('media.too_long');
	await chunk(received, PDF.length);
	const opened = await openFile(ann, { fileId, variant: 'original' });
	expect(Buffer.from(await new Response(opened.body).arrayBuffer()).equals(PDF)).toBe(true);
	expect(await blobsOf(fileId)).toEqual(['original']);
});

test('an upload that broke off between its last byte and its end is ended when it is asked for', async () => {
	const { fileId } = await beginUpload(ann, { name: 'a.pdf', bytes: PDF.length });
	const { readImage, fileTypeOf } = installation.services;
	installation.services.fileTypeOf = async () => {
		throw new Error('the process dies here');
	};
	const sent = receiveChunk(ann, { fileId, offset: 0, bytes: PDF });
	await expect(sent).rejects.toThrow('the process dies here');
	Object.assign(installation.services, { readImage, fileTypeOf });
	const states = await Promise.all([uploadState(ann, { fileId }), uploadState(ann, { fileId })]);
	expect(states.map(({ received }) => received)).toEqual([PDF.length, PDF.length]);
	expect(await fileFacts(ann, { fileId })).toMatchObject({ bytes: PDF.length });
	expect(await used()).toBe(PDF.length);
});

test('a picture that comes as a file is written anew, and one that cannot be is refused', async () => {
	const png = Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
		'base64',
	);
	const evil = Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]);
	const fileId = await send(ann, 'cat.html', evil);
	const facts = await fileFacts(ann, { fileId });
	expect(facts).toMatchObject({ kind: 'picture', mime: 'image/webp', name: 'cat.webp', width: 1 });
	const opened = await openFile(ann, { fileId, variant: 'original' });
	expect(opened).toMatchObject({ contentType: 'image/webp', isInline: false });
	expect(await new Response(opened.body).text()).not.toContain('script');
	expect(await used()).toBe(facts.bytes);
	const tiff = Buffer.concat([Buffer.from('49492a0008000000', 'hex'), Buffer.alloc(100)]);
	expect(await outcomeOf(send(ann, 'a.tif', tiff))).toBe('media.picture_refused');
	const broken = Buffer.concat([png.subarray(0, 40), Buffer.alloc(50)]);
	expect(await outcomeOf(send(ann, 'a.png', broken))).toBe('images.not_an_image');
	expect(await used()).toBe(facts.bytes);
});

test('only its owner goes on with an upload, stops it, or asks what became of it', async () => {
	const { fileId } = await beginUpload(ann, { name: 'a', bytes: 10 });
	const other = await createTestCommunity(installation);
	const actors = [
		await here.as(await here.member('member', 'Bob')),
		await here.as(null),
		owner,
		await other.as(await other.member('owner', 'Eve')),
	];
	for (const ctx of actors)
		for (const attempt of [
			() => uploadState(ctx, { fileId }),
			() => receiveChunk(ctx, { fileId, offset: 0, bytes: Buffer.alloc(10) }),
			() => cancelUpload(ctx, { fileId }),
			() => fileFacts(ctx, { fileId }),
			() => openFile(ctx, { fileId, variant: 'original' }),
		])
			expect(await outcomeOf(attempt())).toBe('media.not_found');
	expect(await outcomeOf(beginUpload(await here.as(null), { name: 'a', bytes: 1 }))).toBe(
		'identity.sign_in_needed',
	);
	expect(await outcomeOf(openFile(ann, { fileId, variant: 'original' }))).toBe('media.not_found');
});

test('stopping an upload gives its room back, once', async () => {
	const { fileId } = await beginUpload(ann, { name: 'a', bytes: MB });
	await receiveChunk(ann, { fileId, offset: 0, bytes: Buffer.alloc(10) });
	expect(await used()).toBe(MB);
	const stops = [cancelUpload(ann, { fileId }), cancelUpload(ann, { fileId })];
	expect((await Promise.all(stops.map(outcomeOf))).includes('done')).toBe(true);
	expect([await used(), await blobsOf(fileId)]).toEqual([0, []]);
	const kept = await send(ann, 'a.pdf', PDF);
	expect(await outcomeOf(cancelUpload(ann, { fileId: kept }))).toBe('media.not_found');
});

test('20 uploads at once never pass a member’s or the community’s room', async () => {
	const limits = { fileBytes: 2 * MB, memberBytes: 5 * MB, communityBytes: 8 * MB };
	await limitStorage(owner, limits);
	const attempts = async (ctx: CommunityContext) =>
		(
			await Promise.all(
				Array.from({ length: 20 }, () => outcomeOf(beginUpload(ctx, { name: 'a', bytes: MB }))),
			)
		).toSorted();
	expect(await attempts(ann)).toEqual([
		...Array<string>(5).fill('done'),
		...Array<string>(15).fill('media.member_full'),
	]);
	const bob = await here.as(await here.member('member', 'Bob'));
	expect(await attempts(bob)).toEqual([
		...Array<string>(3).fill('done'),
		...Array<string>(17).fill('media.community_full'),
	]);
	expect(await used()).toBe(8 * MB);
	expect(await outcomeOf(beginUpload(ann, { name: 'a', bytes: 3 * MB }))).toBe('media.too_large');
});

test('a member sends at most ten files at once', async () => {
	const outcomes = await Promise.all(
		Array.from({ length: 14 }, () => outcomeOf(beginUpload(ann, { name: 'a', bytes: 1 }))),
	);
	expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(10);
	expect(new Set(outcomes)).toEqual(new Set(['done', 'media.too_many_at_once']));
});

test('what never arrived is gone after a day: rows, chunks and the room it took', async () => {
	const { fileId } = await beginUpload(ann, { name: 'a', bytes: 100 });
	await receiveChunk(ann, { fileId, offset: 0, bytes: Buffer.alloc(10) });
	await sweepFiles(installation.services, here.id);
	expect((await uploadState(ann, { fileId })).received).toBe(10);
	installation.clock.advance(86_500);
	expect(await outcomeOf(uploadState(ann, { fileId }))).toBe('media.not_found');
	await sweepFiles(installation.services, here.id);
	expect([await used(), await blobsOf(fileId)]).toEqual([0, []]);
});

test('who keeps most is told to who runs the community, and to nobody else', async () => {
	await send(ann, 'Plan.pdf', PDF);
	const report = await readStorage(owner);
	expect(report).toMatchObject({
		...{ bytes: PDF.length, files: 1 },
		largestMembers: [{ name: 'Ann', bytes: PDF.length }],
		largestFiles: [{ name: 'Plan.pdf', owner: 'Ann', kind: 'file' }],
	});
	expect(await outcomeOf(readStorage(ann))).toBe('permissions.denied');
	expect(await outcomeOf(limitStorage(ann, report.limits))).toBe('permissions.denied');
});
