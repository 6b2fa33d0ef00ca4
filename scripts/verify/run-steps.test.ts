import { expect, test } from 'vitest';
import { runSteps, type Step } from './run-steps.ts';

const node = (name: string, code: string, after: string[] = []): Step => ({
	name,
	command: [process.execPath, '-e', code],
	after,
});
const silent = () => undefined;

test('a step waits for its prerequisites and carries what it printed', async () => {
	const steps = [node('second', 'console.log(2)', ['first']), node('first', 'console.log(1)')];
	const outcomes = await runSteps(steps, 2, silent);
	expect(outcomes.map(({ name, passed, output }) => [name, passed, output])).toEqual([
		['first', true, '1\n'],
		['second', true, '2\n'],
	]);
});

test('a failing step fails those that need it and leaves the others alone', async () => {
	const seen: string[] = [];
	const steps = [
		node('bad', 'console.error("no"); process.exit(3)'),
		node('needs bad', '', ['bad']),
		node('good', ''),
		{ name: 'missing', command: ['no-such-program-anywhere'] } satisfies Step,
	];
	const outcomes = await runSteps(steps, 2, ({ name }) => seen.push(name));
	const result = Object.fromEntries(outcomes.map(({ name, passed }) => [name, passed]));
	expect(result).toEqual({ bad: false, 'needs bad': false, good: true, missing: false });
	expect(outcomes.find(({ name }) => name === 'bad')?.output).toBe('no\n');
	expect(seen).toHaveLength(4);
});

test('no more than the given number of steps run at once', async () => {
	const steps = ['a', 'b', 'c', 'd'].map((name) => node(name, 'setTimeout(() => {}, 150)'));
	const started = performance.now();
	await runSteps(steps, 2, silent);
	expect(performance.now() - started).toBeGreaterThan(300);
});

test('a circle of prerequisites is refused', async () => {
	const steps = [node('a', '', ['b']), node('b', '', ['a'])];
	await expect(runSteps(steps, 2, silent)).rejects.toThrow('These steps wait for ever: a, b');
});
