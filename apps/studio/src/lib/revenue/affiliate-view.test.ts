import { expect, test } from 'vitest';
import { affiliateQuery, affiliatesAsked, readAffiliateView } from './affiliate-view.ts';

const read = (query: string) => readAffiliateView(new URL(`https://studio.example/${query}`));

test('what the address says is shown, and what it cannot mean is left out', () => {
	expect(read('?q=%20bo%20&state=paused')).toEqual({ search: 'bo', status: 'paused' });
	expect(read('?state=everything')).toEqual({ search: '', status: '' });
	expect(read(`?q=${'x'.repeat(200)}`).search).toHaveLength(80);
});

test('a view goes into the address and comes back', () => {
	const view = { search: 'a&b', status: 'requested' } as const;
	expect(read(affiliateQuery(view, 'next'))).toEqual(view);
	expect(affiliateQuery({ search: '', status: '' })).toBe('');
	expect(affiliatesAsked({ search: '', status: '' })).toEqual({ search: '', status: null });
});
