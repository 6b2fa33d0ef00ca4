import { expect, test } from 'vitest';
import { toggleReaction } from './toggle-reaction.ts';

const others = { emoji: '👍', count: 2, mine: false };
const mine = { emoji: '🎉', count: 1, mine: true };

test('giving counts one more, and only once', () => {
	const once = toggleReaction([others], '👍', true);
	expect(once).toEqual([{ emoji: '👍', count: 3, mine: true }]);
	expect(toggleReaction(once, '👍', true)).toEqual(once);
});

test('taking back the only one removes it', () => {
	expect(toggleReaction([others, mine], '🎉', false)).toEqual([others]);
	expect(toggleReaction([others], '🎉', false)).toEqual([others]);
});

test('a new one comes last', () => {
	expect(toggleReaction([others], '❤️', true).at(-1)).toEqual({
		emoji: '❤️',
		count: 1,
		mine: true,
	});
});
