import { expect, test } from 'vitest';
import { foldAddress, marksOf, networkOf } from './ban-marks.ts';

test.each([
	['Ann+spam@Example.org', 'ann@example.org'],
	['a.n.n@googlemail.com', 'ann@gmail.com'],
	['a.n.n@example.org', 'a.n.n@example.org'],
])('%s and %s are one mailbox', (written, folded) => {
	expect(foldAddress(written)).toBe(folded);
});

test.each([
	['192.0.2.7', '192.0.2.7'],
	['::ffff:192.0.2.7', '192.0.2.7'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
	['2001:0DB8:0001:0002::6', '2001:db8:1:2'],
	['2001:db8::6', '2001:db8:0:0'],
	['::1', '0:0:0:0'],
	['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is of the network %s', (ip, network) => {
	expect(networkOf(ip)).toBe(network);
});

test('marks say nothing of what they were made from, and are the same again', () => {
	const person = { email: 'ann@example.org', ips: ['192.0.2.7', '192.0.2.7', ''] };
	const marks = marksOf('secret', person);
	expect(marks).toEqual(marksOf('secret', person));
	expect(marks.ips).toHaveLength(1);
	expect(JSON.stringify(marks)).not.toMatch(/ann|192/);
});
