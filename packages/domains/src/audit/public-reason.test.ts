import { expect, test } from 'vitest';
import { wordsFor } from './public-reason.ts';

const given = {
	...{ action: 'comments.removed' as const, isInReach: true },
	...{ names: ['Mo Moderator', 'mo-moderator', 'Ann Żółć', 'ann', '田中'], label: 'Cheap watches' },
};
const told = (reason: string, more: Partial<Parameters<typeof wordsFor>[0]> = {}) =>
	wordsFor({ ...given, reason, ...more });

test('what was written for everybody is told to who may read the post', () => {
	expect(told('Against the rules')).toBe('Against the rules');
	expect(told('Enough said', { action: 'posts.locked' })).toBe('Enough said');
	expect(told('Against the rules', { isInReach: false })).toBeNull();
	expect(told('')).toBeNull();
});

test('what was written to somebody is told to nobody else', () => {
	for (const action of ['posts.removed', 'members.silenced', 'members.banned'] as const)
		expect(told('Against the rules', { action })).toBeNull();
});

test.for([
	...['Ask Mo Moderator', 'MODERATOR decides', 'says ann.', 'ŻÓŁĆ again', 'see mo-moderator'],
	...['田中さんへ', 'write to team@example.org', 'ask @somebody', 'no more cheap watches, please'],
])('a reason that names somebody, or quotes what is gone, is not told: %s', (reason) => {
	expect(told(reason)).toBeNull();
});

test.for(['More watches than we need', 'Too mod erate', 'Off topic'])(
	'a part of what is gone, or of a name, is no name: %s',
	(reason) => {
		expect(told(reason)).toBe(reason);
	},
);
