import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawCard } from './draw-card.ts';

const wish = {
	...{ sign: '🏅', signGround: '#f2e3a0', signInk: '#4a3a00', title: 'Good neighbour' },
	...{ name: 'Ana Lopez', logo: null, footer: 'Harbour Choir', brand: '#0b6bcb' },
};

async function read(png: Buffer) {
	const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4).subarray(0, 3)];
	/** Pixels in a strip of rows that are not the ground. */
	const drawnIn = (from: number, until: number) => {
		let count = 0;
		for (let y = from; y < until; y += 1)
			for (let x = 0; x < info.width; x += 1) if (at(x, y).join() !== '11,107,203') count += 1;
		return count;
	};
	return { ...info, at, drawnIn };
}

test('a card has the sign on its patch, the title, whose it is and the foot on the colour of the place', async () => {
	const card = await read(await drawCard(wish));
	expect([card.width, card.height]).toEqual([1200, 630]);
	for (const [x, y] of [
		[0, 0],
		[1199, 629],
	] as const)
		expect(card.at(x, y)).toEqual([11, 107, 203]);
	expect(card.at(600, 72)).toEqual([242, 227, 160]);
	for (const [from, until] of [
		[310, 440],
		[452, 502],
		[546, 590],
	] as const)
		expect(card.drawnIn(from, until), `${from}`).toBeGreaterThan(300);
});

test('long words, signs of markup and empty lines keep to their room', async () => {
	for (const title of [
		'W'.repeat(60),
		'<b>&amp;</b> > "',
		'مرحبا '.repeat(10),
		'\u0000\uD800',
		'',
	]) {
		const card = await read(await drawCard({ ...wish, title, name: title, sign: '<' }));
		expect([card.width, card.height]).toEqual([1200, 630]);
		expect(card.drawnIn(0, 60) + card.drawnIn(600, 630), title).toBe(0);
		for (let y = 0; y < 630; y += 1) expect(card.at(20, y)).toEqual([11, 107, 203]);
	}
});

test('a logo stands beside the name at the foot', async () => {
	const logo = await sharp({
		create: { width: 400, height: 400, channels: 3, background: '#ff0000' },
	})
		.webp()
		.toBuffer();
	const card = await read(await drawCard({ ...wish, logo }));
	const reds = Array.from({ length: 1200 }, (_, x) => card.at(x, 568)).filter(
		([red = 0, green = 0]) => red > 200 && green < 60,
	);
	expect(reds.length).toBeGreaterThan(38);
	expect(reds.length).toBeLessThan(50);
});
