import sharp from 'sharp';
import { expect, test } from 'vitest';
import { makeAvif } from './make-avif.ts';
import { readImage } from './read-image.ts';
import { picture, testPhoto } from './test-picture.ts';

const webpOf = async (bytes: Buffer) => (await readImage(bytes)).variants;

test('a photograph has twins of the same sizes, and they are smaller', async () => {
	const webp = await webpOf(await testPhoto(1400, 700));
	const { files: twins } = await makeAvif(webp[0]?.bytes ?? Buffer.alloc(0), [
		'full',
		'medium',
		'thumb',
	]);
	expect(twins.map(({ name }) => name)).toEqual(['full', 'medium', 'thumb']);
	for (const [index, { bytes }] of twins.entries()) {
		const { format, width, height, exif, icc } = await sharp(bytes).metadata();
		expect([format, width, height, exif, icc]).toEqual([
			...['heif', webp[index]?.width, webp[index]?.height, undefined, undefined],
		]);
		expect(bytes.byteLength).toBeLessThan(webp[index]?.bytes.byteLength ?? 0);
	}
}, 30_000);

test('only the sizes that are wanted are made, and what can be seen through stays so', async () => {
	const clear = { r: 0, g: 255, b: 0, alpha: 0 };
	const source = sharp({ create: { width: 90, height: 60, channels: 4, background: clear } });
	const { files: twins } = await makeAvif(await source.webp().toBuffer(), ['full']);
	expect(twins.map(({ name }) => name)).toEqual(['full']);
	expect((await sharp(twins[0]?.bytes).stats()).channels[3]?.max).toBe(0);
});

test('what is no picture, is cut off, or is larger than we make them has none', async () => {
	const whole = await picture(400, 200).webp().toBuffer();
	for (const bytes of [
		Buffer.from('no picture'),
		whole.subarray(0, whole.length / 2),
		await picture(4000, 1000).webp().toBuffer(),
	])
		await expect(makeAvif(bytes, ['full'])).rejects.toMatchObject({ code: 'images.not_an_image' });
});
