import { expect, test } from 'vitest';
import { DEFAULT_STORAGE } from '@kith/domains/media/schema';
import { bytesOf, shown } from './limits.ts';

test('limits survive being shown and typed, with a comma or a point', () => {
	expect(shown(DEFAULT_STORAGE)).toEqual({ file: '512', member: '2', community: '50' });
	expect(bytesOf(shown(DEFAULT_STORAGE))).toEqual(DEFAULT_STORAGE);
	expect(bytesOf({ file: ' 1,5 ', member: '0.5', community: '1' })).toEqual({
		...{ fileBytes: 1_572_864, memberBytes: 536_870_912, communityBytes: 1_073_741_824 },
	});
});

test('what is no number is none', () => {
	for (const text of ['', 'much', '1 GB', '1.2.3'])
		expect(bytesOf({ file: text, member: text, community: text }).fileBytes).toBeNaN();
});
