import { expect, test } from 'vitest';
import { tagHref } from './tag-list.ts';

test('signs that mean something in an address are written so that they do not', () => {
	expect(tagHref('c#')).toBe('/t/c%23');
	expect(tagHref('夜行列車')).toBe(`/t/${encodeURIComponent('夜行列車')}`);
});
