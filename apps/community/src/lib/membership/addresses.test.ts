import { expect, test } from 'vitest';
import { addressesIn } from './addresses.ts';

test('addresses are parted by lines, commas and semicolons, each once', () => {
	expect(addressesIn(' A@x.org, b@x.org;\n a@X.org ')).toEqual(['a@x.org', 'b@x.org']);
});

test.each(['', ' , ', 'a@x.org, nobody', 'a@@x.org', 'a@x', `${'a'.repeat(250)}@x.org`])(
	'%o is refused whole',
	(typed) => expect(addressesIn(typed)).toBeNull(),
);

test('no more than fifty at once', () => {
	const many = (count: number) => Array.from({ length: count }, (_, at) => `a${at}@x.org`).join();
	expect(addressesIn(many(50))).toHaveLength(50);
	expect(addressesIn(many(51))).toBeNull();
});
