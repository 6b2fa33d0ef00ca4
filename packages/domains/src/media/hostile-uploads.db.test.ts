import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { openFile } from './open-file.ts';
import { uploadImage, uploadLogo } from './upload-image.ts';

let installation: TestInstallation;
let here: TestCommunity;
let ctx: CommunityContext;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	ctx = await here.as(await here.member('admin', 'Ada'));
});
afterAll(() => installation.close());

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
function chunk(type: string, data: Uint8Array | string): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data as Uint8Array)]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(body.length - 4, 0);
	frame.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
/** A PNG of one grey that says it is as large as asked, with `extra` between its head and its pixels. */
function png(
	width: number,
	height: number,
	extra: readonly Buffer[] = [],
	pixels = width * height,
) {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 0, 0, 0, 0], 8);
	const data = deflateSync(Buffer.alloc(pixels + height));
	const parts = [chunk('IHDR', head), ...extra, chunk('IDAT', data), chunk('IEND', '')];
	return Buffer.concat([SIGNATURE, ...parts]);
}
const GIF = Buffer.from('R0lGODdhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64');
const SCRIPT = '<script>alert(document.domain)</script>';
const HTML = `<!doctype html><title>x</title>${SCRIPT}`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${SCRIPT}</svg>`;
const SECRET = 'GPSLatitude 47.3769 Secret Street 7';
const EXIF = Buffer.concat([
	Buffer.from('4d4d002a00000008000000000000', 'hex'),
	Buffer.from(SECRET),
]);

/** What is no picture, whatever it calls itself or begins with. */
const NO_PICTURES: Readonly<Record<string, Buffer>> = {
	nothing: Buffer.alloc(0),
	'one byte': Buffer.from('x'),
	HTML: Buffer.from(HTML),
	'an SVG with a script': Buffer.from(SVG),
	'an SVG behind a declaration': Buffer.from(`\ufeff<?xml version="1.0"?><!-- x -->${SVG}`),
	'a compressed SVG': deflateSync(SVG),
	'an SVG that loads a file': Buffer.from(
		`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>`,
	),
	'HTML behind the first bytes of a PNG': Buffer.concat([SIGNATURE, Buffer.from(HTML)]),
	'HTML behind the first bytes of a GIF': Buffer.from(`GIF89a/*${HTML}*/=1;`),
	'HTML behind the first bytes of a JPEG': Buffer.concat([
		Buffer.from('ffd8ffe000104a464946', 'hex'),
		Buffer.from(HTML),
	]),
	'HTML behind the first bytes of a WebP': Buffer.from(
		`RIFF\u0010\u0000\u0000\u0000WEBPVP8 ${HTML}`,
	),
	'a PDF': Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript>>>>'),
	'a zip': Buffer.from('504b0304140000000000', 'hex'),
	'a program': Buffer.from('7f454c4602010100', 'hex'),
	'a film': Buffer.from('0000001866747970697336d0', 'hex'),
	'a PostScript for the engine': Buffer.from('%!PS-Adobe-3.0\n(%pipe%id) (r) file'),
	'a script for the engine': Buffer.from('push graphic-context\nfill "url(https://evil.example)"'),
	'a playlist': Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:1\nfile:///etc/passwd'),
	'a PNG cut off in its head': png(8, 8).subarray(0, 20),
	'a PNG cut off in its pixels': png(64, 64, [], 64).subarray(0, 60),
	'a GIF cut off': GIF.subarray(0, 14),
	'a PNG of no size': png(0, 0),
};
/** What asks for far more than it sends. */
const BOMBS: Readonly<Record<string, Buffer>> = {
	'a PNG that says it is 65,535 pixels square': png(65_535, 65_535, [], 1000),
	'a PNG that says it is two thousand million pixels wide': png(0x7fffffff, 1, [], 1000),
	'a PNG with a pixel more than the limit': png(7072, 7071, [], 1000),
	'a GIF that says it is 65,535 pixels square': Buffer.concat([
		...[GIF.subarray(0, 6), Buffer.from('ffffffff', 'hex'), GIF.subarray(10, 28)],
		...[Buffer.from('ffffffff', 'hex'), GIF.subarray(32)],
	]),
};
/** Real pictures that carry something else along. */
const CARRIERS: Readonly<Record<string, Buffer>> = {
	'a PNG that is HTML from its end on': Buffer.concat([png(8, 8), Buffer.from(HTML)]),
	'a GIF that is HTML from its end on': Buffer.concat([GIF, Buffer.from(HTML)]),
	'a PNG with a script in its comment': png(8, 8, [chunk('tEXt', `Comment\0${SCRIPT}`)]),
	'a PNG with HTML in its XMP': png(8, 8, [
		chunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>${HTML}</x:xmpmeta>`),
	]),
	'a PNG that tells where it was taken': png(8, 8, [chunk('eXIf', EXIF)]),
	'a PNG with a comment that grows a thousandfold': png(8, 8, [
		chunk('zTXt', Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(64_000_000))])),
	]),
};

const files = () => here.db.selectFrom('files').select('id').execute();
const NAMES = ['x.html', 'x.svg', '../../x.png', 'x.png\u0000.html', 'x.php', '<img src=x>.png'];

describe.for(Object.entries({ ...NO_PICTURES, ...BOMBS }))('%s', ([, bytes]) => {
	test('is refused at once as picture and as logo, and nothing of it is kept', async () => {
		const before = await files();
		const began = process.cpuUsage();
		const name = NAMES[bytes.length % NAMES.length] ?? '';
		for (const upload of [
			() => uploadImage(ctx, { bytes, name, purpose: 'post' }),
			() => uploadLogo(ctx, { bytes, name }),
		])
			expect(await outcomeOf(upload())).toMatch(/^images\.(?:not_an_image|too_many_pixels)$/);
		// Counted by the processor, which a busy machine does not change: two uploads, a second each at the most.
		const { user, system } = process.cpuUsage(began);
		expect(user + system).toBeLessThan(2_000_000);
		expect(await files()).toEqual(before);
	});
});

describe.for(Object.entries(CARRIERS))('%s', ([, bytes]) => {
	test('is served as bare pixels, or refused', async () => {
		for (const take of [
			async (name: string) => uploadImage(ctx, { bytes, name, purpose: 'post' }),
			async (name: string) => uploadLogo(ctx, { bytes, name }),
		])
			for (const name of NAMES.slice(0, 3)) {
				const uploaded = await take(name).catch((error: unknown) => {
					expect(error).toMatchObject({ code: 'images.not_an_image' });
				});
				if (!uploaded) continue;
				const { fileId } = uploaded;
				for (const variant of ['full', 'medium', 'thumb'] as const) {
					const opened = await openFile(ctx, { fileId, variant });
					expect(opened.contentType).toBe('image/webp');
					const served = Buffer.from(await new Response(opened.body).arrayBuffer());
					expect(served.subarray(0, 4).toString() + served.subarray(8, 12).toString()).toBe(
						'RIFFWEBP',
					);
					expect(served.toString('latin1')).not.toMatch(/script|html|GPS|Secret/i);
				}
			}
	});
});
