import { expect, test } from 'vitest';
import { splitTags, tagHref } from './tag-list.ts';

test('a plain field holds names with commas between them', () => {
	expect(splitTags(' #Night trains, 夜行列車 ,, C#,C#')).toEqual([
		'Night trains',
		'夜行列車',
		'C#',
	]);
	expect(splitTags('قطارات، حزم')).toEqual(['قطارات', 'حزم']);
	expect(splitTags('夜行、駅弁')).toEqual(['夜行', '駅弁']);
	expect(splitTags('')).toEqual([]);
});

test('signs that mean something in an address are written so that they do not', () => {
	expect(tagHref('c#')).toBe('/t/c%23');
	expect(tagHref('夜行列車')).toBe(`/t/${encodeURIComponent('夜行列車')}`);
});
