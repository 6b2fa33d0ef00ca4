import { expect, test } from 'vitest';
import { coverWidth, srcsetOf } from './sizes.schema.ts';

const sizes = (width: number, height: number) => srcsetOf({ fileId: 'a', width, height });

test('a large picture has three sizes, each with the width it really has', () => {
	expect(sizes(1920, 960)).toBe('/files/a/thumb 320w, /files/a/medium 960w, /files/a/full 1920w');
	expect(sizes(480, 1920)).toBe('/files/a/thumb 80w, /files/a/medium 240w, /files/a/full 480w');
});

test('sizes that would be the same are named once', () => {
	expect(sizes(700, 400)).toBe('/files/a/thumb 320w, /files/a/medium 700w');
	expect(sizes(30, 20)).toBe('/files/a/thumb 30w');
});

test('a wide picture in a square needs more width than the square has', () => {
	expect(coverWidth({ width: 200, height: 100 }, 96)).toBe('192px');
	expect(coverWidth({ width: 100, height: 200 }, 96)).toBe('96px');
});
