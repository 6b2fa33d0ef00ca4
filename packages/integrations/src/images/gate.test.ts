import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

test('never more than its width run at once, all run, and a failure frees its place', async () => {
	const gate = createGate(2);
	let running = 0;
	let most = 0;
	const tasks = Array.from({ length: 20 }, (_, index) =>
		gate(async () => {
			running += 1;
			most = Math.max(most, running);
			await pause(2);
			running -= 1;
			if (index % 3 === 0) throw new Error('failed');
			return index;
		}),
	);
	const outcomes = await Promise.allSettled(tasks);
	expect(most).toBe(2);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(13);
});
