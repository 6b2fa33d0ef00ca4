import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { MAX_IMAGE_BYTES } from './open-image.ts';
import { readImage } from './read-image.ts';
import { picture, pngAnnouncing } from './test-picture.ts';

const refused = (code: string) => ({ code, kind: 'invalid' });
const sizesOf = async (bytes: Buffer) =>
	(await readImage(bytes)).variants.map(({ name, width, height }) => [name, width, height]);

test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
	'a %s becomes three WebP files',
	async (format) => {
		const { mime, width, height, variants } = await readImage(
			await picture(400, 200).toFormat(format).toBuffer(),
		);
		expect([mime, width, height]).toEqual([`image/${format}`, 400, 200]);
		expect(variants.map(({ name }) => name)).toEqual(['full', 'medium', 'thumb']);
		for (const variant of variants) {
			const { format: made, width: wide, height: high } = await sharp(variant.bytes).metadata();
			expect([made, wide, high]).toEqual(['webp', variant.width, variant.height]);
		}
	},
);

test('sizes fit within 1920, 960 and 320 pixels, whichever side is longer', async () => {
	const wide = await picture(3000, 1500).png().toBuffer();
	const tall = await picture(1000, 4000).png().toBuffer();
	expect(await sizesOf(wide)).toEqual([
		['full', 1920, 960],
		['medium', 960, 480],
		['thumb', 320, 160],
	]);
	expect(await sizesOf(tall)).toEqual([
		['full', 480, 1920],
		['medium', 240, 960],
		['thumb', 80, 320],
	]);
});

test('a small picture is never enlarged', async () => {
	const tiny = await picture(30, 20).png().toBuffer();
	expect(await sizesOf(tiny)).toEqual([
		['full', 30, 20],
		['medium', 30, 20],
		['thumb', 30, 20],
	]);
});

test('a photo is turned upright, and where it was taken is gone', async () => {
	const photo = await picture(400, 200)
		.jpeg()
		.withMetadata({ orientation: 6 })
		.withExifMerge({
			IFD0: { Make: 'SecretCamera' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
		})
		.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SecretXmp</x:xmpmeta>')
		.toBuffer();
	expect((await sharp(photo).metadata()).orientation).toBe(6);
	expect(photo.includes('SecretCamera') && photo.includes('SecretXmp')).toBe(true);
	const { width, height, variants } = await readImage(photo);
	expect([width, height]).toEqual([200, 400]);
	for (const { bytes } of variants) {
		const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata();
		expect([exif, xmp, iptc, icc, orientation]).toEqual(Array(5).fill(undefined));
		expect(/Exif|EXIF|GPS|Secret/.test(bytes.toString('latin1'))).toBe(false);
		const top = await sharp(bytes)
			.extract({ left: 5, top: 5, width: 1, height: 1 })
			.raw()
			.toBuffer();
		expect(top[0]).toBeGreaterThan(200);
	}
});

test('colours survive 16 bits, grey, transparency and CMYK', async () => {
	const flat = (background: string) =>
		sharp({ create: { width: 64, height: 64, channels: 4, background } });
	const sources = [
		{
			bytes: await flat('#808080').toColourspace('rgb16').png().toBuffer(),
			expected: [128, 128, 128],
		},
		{ bytes: await flat('#404040').toColourspace('b-w').png().toBuffer(), expected: [64, 64, 64] },
		{ bytes: await flat('#ff000080').png().toBuffer(), expected: [255, 0, 0, 128] },
		{
			bytes: await flat('#ffffff').toColourspace('cmyk').jpeg().toBuffer(),
			expected: [255, 255, 255],
		},
	];
	for (const { bytes, expected } of sources) {
		const [full] = (await readImage(bytes)).variants;
		const pixel = await sharp(full?.bytes)
			.extract({ left: 9, top: 9, width: 1, height: 1 })
			.raw()
			.toBuffer();
		for (const [index, value] of expected.entries())
			expect(
				Math.abs((pixel[index] ?? -1) - value),
				JSON.stringify([expected, ...pixel]),
			).toBeLessThan(6);
	}
});

test('of an animation the first frame is kept', async () => {
	const frames = await Promise.all(
		['#f00', '#0f0', '#00f'].map((background) =>
			sharp({ create: { width: 50, height: 40, channels: 3, background } })
				.png()
				.toBuffer(),
		),
	);
	const moving = await sharp(frames, { join: { animated: true } })
		.gif()
		.toBuffer();
	expect((await sharp(moving).metadata()).pages).toBe(3);
	const { height, variants } = await readImage(moving);
	expect(height).toBe(40);
	const [full] = variants;
	expect((await sharp(full?.bytes).metadata()).pages ?? 1).toBe(1);
	const [red, green, blue] = await sharp(full?.bytes).raw().toBuffer();
	expect(red).toBeGreaterThan(250);
	expect([green, blue]).toEqual([0, 0]);
});

test('of a GIF that is also HTML and script nothing but the pixels is left', async () => {
	const gif = await picture(40, 20).gif().toBuffer();
	const evil = '/*<html><script>alert(document.domain)</script>*/=1;alert(1)//';
	const { mime, variants } = await readImage(Buffer.concat([gif, Buffer.from(evil)]));
	expect(mime).toBe('image/gif');
	for (const { bytes } of variants)
		expect(/script|alert|html/i.test(bytes.toString('latin1'))).toBe(false);
});

test.each([
	['nothing', ''],
	['text', 'hello'],
	['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
	['SVG with a prolog', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
	['HTML', '<!doctype html><script>alert(1)</script>'],
	['PDF', '%PDF-1.7\n%âãÏÓ'],
	['a GIF header over SVG', 'GIF89a<svg xmlns="http://www.w3.org/2000/svg"/>'],
	['a JPEG header over nothing', '\u00ff\u00d8\u00ff\u00e0'],
])('%s is refused', async (_, text) => {
	await expect(readImage(Buffer.from(text, 'latin1'))).rejects.toMatchObject(
		refused('images.not_an_image'),
	);
});

test('a TIFF is refused although the engine could read it', async () => {
	const tiff = await picture(10, 10).tiff().toBuffer();
	await expect(readImage(tiff)).rejects.toMatchObject(refused('images.not_an_image'));
});

test('a picture cut off in the middle is refused', async () => {
	for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
		const whole = await sharp(randomBytes(300 * 300 * 3), {
			raw: { width: 300, height: 300, channels: 3 },
		})
			.toFormat(format)
			.toBuffer();
		const half = whole.subarray(0, whole.length / 2);
		await expect(readImage(half), format).rejects.toMatchObject(refused('images.not_an_image'));
	}
});

test('a pixel flood is refused at once and without the memory it asks for', async () => {
	const before = process.memoryUsage.rss();
	const began = process.cpuUsage();
	for (const side of [60_000, 2 ** 31 - 1]) {
		const flood = pngAnnouncing(side, side);
		await expect(readImage(flood)).rejects.toMatchObject({ kind: 'invalid' });
	}
	await expect(readImage(pngAnnouncing(60_000, 60_000))).rejects.toMatchObject(
		refused('images.too_many_pixels'),
	);
	// Counted by the processor, which a busy machine does not change: three floods, less than a second.
	const { user, system } = process.cpuUsage(began);
	expect(user + system).toBeLessThan(1_000_000);
	expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
});

test('of a pixel flood nothing is decoded: it is refused by its head, where there are no pixels at all', async () => {
	// The signature, the head, and the first eight bytes of what would be its pixels.
	const head = pngAnnouncing(60_000, 60_000).subarray(0, 41);
	await expect(readImage(head)).rejects.toMatchObject(refused('images.too_many_pixels'));
	await expect(readImage(pngAnnouncing(60, 60).subarray(0, 41))).rejects.toMatchObject(
		refused('images.not_an_image'),
	);
});

test('12 MB is the limit, and more is not even looked at', async () => {
	await expect(readImage(new Uint8Array(MAX_IMAGE_BYTES + 1))).rejects.toMatchObject(
		refused('images.too_large'),
	);
	await expect(readImage(new Uint8Array(MAX_IMAGE_BYTES))).rejects.toMatchObject(
		refused('images.not_an_image'),
	);
});

test('200 damaged pictures are each read or refused, never anything else', async () => {
	const whole = await picture(200, 100).jpeg().toBuffer();
	for (let round = 0; round < 200; round += 1) {
		const damaged = Buffer.from(whole);
		for (let hit = 0; hit < 8; hit += 1)
			damaged[Math.floor(Math.random() * damaged.length)] = Math.floor(Math.random() * 256);
		await readImage(damaged).catch((error: unknown) =>
			expect(error).toMatchObject({ code: expect.stringMatching(/^images\./) }),
		);
	}
});
