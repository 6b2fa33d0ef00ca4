import { expect, test } from 'vitest';
import { queryOf, readFilter } from './filter.ts';

const at = (query: string) => readFilter(new URL(`https://kith.example/c/a/members${query}`));

test('an address without a filter shows everyone who is in', () => {
	expect(at('')).toEqual({ tab: 'active', search: '', role: '' });
	expect(at('?tab=everything').tab).toBe('active');
});

test('a filter survives the way into an address and back', () => {
	const filter = { tab: 'pending', search: 'Ünal & co', role: 'admin' } as const;
	expect(at(queryOf(filter))).toEqual(filter);
});

test('the plain list has a plain address', () => {
	expect(queryOf({ tab: 'active', search: '', role: '' })).toBe('');
});
