import { expect, test } from 'vitest';
import { Steps } from './steps.svelte.ts';

test('what follows the same thing at once is one step back, and every step can be done again', () => {
	const steps = new Steps<string>();
	steps.take('', 'colour');
	steps.take('r', 'colour');
	steps.take('re', 'font');
	expect(steps.undo('red')).toBe('re');
	expect(steps.undo('re')).toBe('');
	expect(steps.canUndo).toBe(false);
	expect(steps.redo('')).toBe('re');
	expect(steps.redo('re')).toBe('red');
	expect(steps.redo('red')).toBeUndefined();
	steps.undo('red');
	steps.take('re', 'radius');
	expect(steps.canRedo).toBe(false);
});
