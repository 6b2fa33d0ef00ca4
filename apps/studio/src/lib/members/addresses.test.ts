import { expect, test } from 'vitest';
import { readAddresses } from './addresses.ts';

test('addresses are read from any usual way of listing them', () => {
	const { emails, wrong } = readAddresses('a@b.de, Ann Lee <ann@lee.org>;\nc@d.io  A@B.de');
	expect(emails).toEqual(['a@b.de', 'ann@lee.org', 'c@d.io']);
	expect(wrong).toEqual([]);
});

test('what is no address is named', () => {
	expect(readAddresses('ann@, b@c.de').wrong).toEqual(['ann@']);
});
