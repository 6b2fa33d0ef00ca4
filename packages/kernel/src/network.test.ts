import { expect, test } from 'vitest';
import { networkOf, roughly } from './network.ts';

test.each([
	['203.0.113.9', '203.0.113.9'],
	['::ffff:203.0.113.9', '203.0.113.9'],
	['2001:db8:0:1::1', '2001:db8:0:1::/64'],
	['2001:0db8:0000:0001:ffff:ffff:ffff:ffff', '2001:db8:0:1::/64'],
	['2001:db8::1', '2001:db8:0:0::/64'],
	['::1', '0:0:0:0::/64'],
	['fe80::1%eth0', 'fe80:0:0:0::/64'],
	['[2001:DB8:0:1::2]', '2001:db8:0:1::/64'],
	['', ''],
])('%s is counted as %s', (ip, network) => {
	expect(networkOf(ip)).toBe(network);
});

test('an address is shown without what makes it one household', () => {
	expect(roughly('203.0.113.9')).toBe('203.0.113.…');
	expect(roughly('2001:db8:0:1::1')).toBe('2001:db8:0:…');
	expect(roughly('')).toBe('');
});
