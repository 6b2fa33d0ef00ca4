import sharp from 'sharp';
import { expect, test } from 'vitest';
import { makeAvif } from './make-avif.ts';
import { readImage } from './read-image.ts';
import { picture, testPhoto } from './test-picture.ts';

test('a picture has a hash of a few bytes, and one that was made before gets about the same', async () => {
	const { thumbhash, variants } = await readImage(await testPhoto(800, 500));
	expect(thumbhash.length).toBeGreaterThan(15);
	expect(thumbhash.length).toBeLessThanOrEqual(25);
	const later = await makeAvif(variants[0]?.bytes ?? Buffer.alloc(0), ['thumb']);
	expect(later.thumbhash.length).toBe(thumbhash.length);
});

test('grey pictures have one, too; small ones and what can be seen through have none', async () => {
	const grey = await picture(400, 300).toColourspace('b-w').png().toBuffer();
	expect((await readImage(grey)).thumbhash.length).toBeGreaterThan(4);
	const clear = { r: 0, g: 255, b: 0, alpha: 0.9 };
	const through = sharp({ create: { width: 300, height: 300, channels: 4, background: clear } });
	for (const bytes of [await picture(90, 60).png().toBuffer(), await through.png().toBuffer()])
		expect((await readImage(bytes)).thumbhash.length).toBe(0);
});
