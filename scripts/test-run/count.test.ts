import { expect, test } from 'vitest';
import { countPlaywright, countVitest, withExitCode } from './count.ts';

const file = (status: string, tests: number) => ({
	status,
	assertionResults: Array(tests).fill({}),
});

test('a vitest file that cannot be loaded counts as a failure', () => {
	const testResults = [file('passed', 3), file('failed', 2), file('failed', 0)];
	const count = countVitest({ numPassedTests: 4, numFailedTests: 1, testResults });
	expect(count).toEqual({ passed: 4, failed: 2 });
});

test('a journey that passes only on a second try counts as a failure', () => {
	const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 0 };
	expect(countPlaywright({ stats })).toEqual({ passed: 7, failed: 2 });
});

test('a runner that crashes, or leaves no report, counts as one failure', () => {
	expect(withExitCode({ passed: 5, failed: 0 }, 0)).toEqual({ passed: 5, failed: 0 });
	expect(withExitCode({ passed: 5, failed: 0 }, 1)).toEqual({ passed: 5, failed: 1 });
	expect(withExitCode({ passed: 5, failed: 2 }, 1)).toEqual({ passed: 5, failed: 2 });
	expect(withExitCode({ passed: 5, failed: 0 }, null)).toEqual({ passed: 5, failed: 1 });
	expect(withExitCode(undefined, 0)).toEqual({ passed: 0, failed: 1 });
});
