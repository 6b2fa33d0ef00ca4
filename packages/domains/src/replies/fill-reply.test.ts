import { expect, test } from 'vitest';
import { fillReply, MOST_WORDS } from './replies.schema.ts';

const facts = { name: 'Ana', space: 'Help', community: 'Harbour' };

test('a reply says whom, where and what it is about', () => {
	expect(fillReply('Hello {name}: {space} of {community} is for {name}.', facts)).toBe(
		'Hello Ana: Help of Harbour is for Ana.',
	);
});

test('what is not known stays, and a name is no template', () => {
	expect(fillReply('{name} in {space}, {else}', { name: '{space} $& {name}' })).toBe(
		'{space} $& {name} in {space}, {else}',
	);
});

test('it is no longer than a reason may be', () => {
	expect(fillReply('{name}'.repeat(80), { name: 'x'.repeat(80) })).toHaveLength(MOST_WORDS);
});
