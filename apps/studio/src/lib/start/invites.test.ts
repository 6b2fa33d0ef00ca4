import { expect, test } from 'vitest';
import { isAddress, splitAddresses } from './invites.ts';

test('a pasted list becomes addresses, each once', () => {
	expect(splitAddresses('Ada <ada@x.org>, BEN@x.org; ben@x.org\n cleo@x.org ')).toEqual([
		'ada@x.org',
		'ben@x.org',
		'cleo@x.org',
	]);
});

test('what cannot be mailed to is told apart', () => {
	expect(isAddress('ada@example.org')).toBe(true);
	expect(isAddress('ada@')).toBe(false);
});
