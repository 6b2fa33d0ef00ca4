import { expect, test } from 'vitest';
import { chosenIn, filteredPath, filterOf } from './feed-filter.ts';

const chosen = (query: string) => chosenIn(new URLSearchParams(query));

test('an address narrows a list, and a senseless one does not', () => {
	expect(filterOf(chosen('kind=unanswered'))).toEqual({ kind: 'question', state: 'unsolved' });
	expect(filterOf(chosen('kind=idea&order=votes'))).toEqual({ kind: 'idea', order: 'votes' });
	expect(filterOf(chosen('kind=article&order=votes'))).toEqual({ kind: 'article' });
	for (const query of ['', 'kind=', 'kind=toString', 'kind=__proto__', 'order=votes'])
		expect(filterOf(chosen(query))).toBeUndefined();
});

test('a choice has one address', () => {
	for (const query of ['kind=question', 'kind=idea&order=votes'])
		expect(filteredPath('/s/a', chosen(query))).toBe(`/s/a?${query}`);
	expect(filteredPath('/', chosen(''))).toBe('/');
});
