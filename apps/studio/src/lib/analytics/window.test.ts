import { expect, test } from 'vitest';
import { queryOf, readWindow } from './window.ts';

const read = (query: string) => readWindow(new URL(`https://studio.example/c/1/analytics${query}`));

test('what an address says of the window comes back as the same address', () => {
	for (const query of ['', '?days=7', '?days=365&all=1', '?all=1'])
		expect(queryOf(read(query))).toBe(query);
});

test('a length that nobody offers is the one that is looked at first', () => {
	expect(read('?days=8')).toEqual({ days: 28, withStaff: false });
	expect(read('?days=x&days=7')).toEqual({ days: 28, withStaff: false });
});
