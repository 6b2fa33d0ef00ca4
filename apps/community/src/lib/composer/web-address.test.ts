import { expect, test } from 'vitest';
import { webAddress } from './web-address.ts';

test.each([
	['https://example.org/a b', null],
	['https://example.org/path?q=1#x', 'https://example.org/path?q=1#x'],
	[' example.org ', 'https://example.org'],
	['http://example.org', 'https://example.org'],
	['example.org:8080/x', 'https://example.org:8080/x'],
	['ada@example.org', 'mailto:ada@example.org'],
	['mailto:ada@example.org', 'mailto:ada@example.org'],
	['javascript:alert(1)', null],
	['JaVaScRiPt:alert(1)', null],
	['data:text/html,x', null],
	['//example.org', null],
	['/settings', null],
	['word', null],
	['', null],
	[`https://example.org/${'a'.repeat(2000)}`, null],
])('%j leads to %j', (typed, expected) => {
	expect(webAddress(typed)).toBe(expected);
});
