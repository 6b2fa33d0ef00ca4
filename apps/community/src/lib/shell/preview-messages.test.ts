import { expect, test } from 'vitest';
import { readMessage } from './preview-messages.ts';

const look = { scheme: 'dark', css: ':root{}' };

test.each([
	{ type: 'kith:refresh' },
	{ type: 'kith:css', css: '' },
	{ type: 'kith:look', ...look },
	{ type: 'kith:look', ...look, font: 'inter' },
	{ type: 'kith:measure', id: 1, looks: [look] },
	{ type: 'kith:measure', id: 1, looks: [look, { ...look, scheme: 'light' }] },
])('the studio is heard: %o', (said) => {
	expect(readMessage(said)).toEqual(said);
});

test.each([
	...[null, 'kith:refresh', {}, { type: 'kith:ready' }],
	{ type: 'kith:css', css: 1 },
	{ type: 'kith:look', css: '' },
	{ type: 'kith:look', ...look, font: {} },
	{ type: 'kith:measure', id: '1', looks: [look] },
	{ type: 'kith:measure', id: 1, looks: look },
	{ type: 'kith:measure', id: 1, looks: [{ ...look, scheme: 'sepia' }] },
	{ type: 'kith:measure', id: 1, looks: [look, look, look] },
])('anything else is not: %o', (said) => {
	expect(readMessage(said)).toBeNull();
});
