import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readLogo } from './read-logo.ts';
import { picture } from './test-picture.ts';

test('a wide logo keeps its shape and sits whole on a transparent square icon', async () => {
	const { full, icon } = await readLogo(await picture(1200, 300).png().toBuffer());
	expect([full.width, full.height, full.mime]).toEqual([512, 128, 'image/webp']);
	expect([icon.width, icon.height, icon.mime]).toEqual([180, 180, 'image/png']);
	const { data, info } = await sharp(icon.bytes).raw().toBuffer({ resolveWithObject: true });
	const at = (x: number, y: number) => [...data.subarray((y * 180 + x) * 4, (y * 180 + x) * 4 + 4)];
	expect([info.width, info.height, info.channels]).toEqual([180, 180, 4]);
	expect(at(90, 2)).toEqual([0, 0, 0, 0]);
	expect(at(5, 90)).toEqual([255, 0, 0, 255]);
	expect(at(175, 90)).toEqual([0, 0, 255, 255]);
});

test('transparency survives in both files', async () => {
	const clear = { r: 0, g: 255, b: 0, alpha: 0 };
	const source = await sharp({ create: { width: 90, height: 90, channels: 4, background: clear } })
		.png()
		.toBuffer();
	const { full, icon } = await readLogo(source);
	for (const { bytes } of [full, icon]) {
		const { channels } = await sharp(bytes).stats();
		expect(channels[3]?.max).toBe(0);
	}
});

test('a small logo is not enlarged but its icon still has 180 pixels', async () => {
	const { full, icon } = await readLogo(await picture(40, 40).webp({ lossless: true }).toBuffer());
	expect([full.width, full.height]).toEqual([40, 40]);
	const { width, height, hasAlpha } = await sharp(icon.bytes).metadata();
	expect([width, height, hasAlpha]).toEqual([180, 180, true]);
});

test('an SVG logo is refused', async () => {
	const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
	await expect(readLogo(svg)).rejects.toMatchObject({ code: 'images.not_an_image' });
});
