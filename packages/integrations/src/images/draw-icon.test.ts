import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawIcon } from './draw-icon.ts';

const wish = { logo: null, name: 'Harbour Choir', brand: '#0b6bcb', size: 192 };

async function read(png: Buffer) {
	const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4).subarray(0, 4)];
	const colours = new Set<string>();
	for (let offset = 0; offset < data.length; offset += 4)
		colours.add(data.subarray(offset, offset + 3).join());
	return { ...info, at, colours };
}

test('letters stand on the colour, which reaches every edge', async () => {
	for (const size of [180, 192, 512]) {
		const icon = await read(await drawIcon({ ...wish, size }));
		expect([icon.width, icon.height]).toEqual([size, size]);
		for (const corner of [0, size - 1])
			expect(icon.at(corner, corner)).toEqual([11, 107, 203, 255]);
		expect(icon.colours.size).toBeGreaterThan(1);
	}
});

test('a logo of any shape stays whole inside the part that launchers show', async () => {
	const logo = await sharp({
		create: { width: 400, height: 100, channels: 3, background: '#ff0000' },
	})
		.webp()
		.toBuffer();
	const icon = await read(await drawIcon({ ...wish, logo }));
	expect(icon.at(96, 96)[0]).toBeGreaterThan(200);
	expect(icon.at(20, 96)).toEqual([11, 107, 203, 255]);
	expect(icon.at(96, 60)).toEqual([11, 107, 203, 255]);
});

test('names without letters, and signs of markup in them, draw a plain tile', async () => {
	for (const name of ['', '<', '🎉 &']) {
		const icon = await read(await drawIcon({ ...wish, name }));
		expect([...icon.colours]).toEqual(['11,107,203']);
	}
});
