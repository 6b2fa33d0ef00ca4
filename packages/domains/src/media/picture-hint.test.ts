import { inflateSync } from 'node:zlib';
import { rgbaToThumbHash } from 'thumbhash';
import { expect, test } from 'vitest';
import { hintOf } from './picture-hint.ts';

/** The hash of a picture that is red on the left and blue on the right. */
function hashOf(width: number, height: number): Uint8Array {
	const pixels = Array.from({ length: width * height }, (_, index) =>
		index % width < width / 2 ? [255, 0, 0, 255] : [0, 0, 255, 255],
	);
	return rgbaToThumbHash(width, height, pixels.flat());
}

test('a hint is a tiny picture of the same shape and colours, in an address that a page can carry', () => {
	const hint = hintOf(hashOf(90, 60)) ?? '';
	expect(hint).toMatch(/^data:image\/png;base64,[\w+/]+={0,2}$/);
	expect(hint.length).toBeLessThan(200);
	const png = Buffer.from(hint.split(',')[1] ?? '', 'base64');
	expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([5, 4]);
	const length = png.readUInt32BE(33);
	const pixels = inflateSync(png.subarray(41, 41 + length));
	expect(pixels.length).toBe(4 * (1 + 5 * 3));
	const [left, right] = [pixels.subarray(1, 4), pixels.subarray(13, 16)];
	expect((left[0] ?? 0) - (left[2] ?? 0)).toBeGreaterThan(80);
	expect((right[2] ?? 0) - (right[0] ?? 0)).toBeGreaterThan(80);
});

test('a narrow picture has a narrow hint, and the same hash the same one', () => {
	const png = Buffer.from(hintOf(hashOf(10, 100))?.split(',')[1] ?? '', 'base64');
	expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1, 5]);
	expect(hintOf(hashOf(90, 60))).toBe(hintOf(hashOf(90, 60)));
});

test('without a hash there is none', () => {
	expect([hintOf(null), hintOf(new Uint8Array())]).toEqual([null, null]);
});
