import { expect, test } from 'vitest';
import { countPlaywright, countVitest, withExitCode } from './count.ts';

const file = (status: string, tests: number) => ({
	status,
	name: `${status}.test.ts`,
	message: tests === 0 ? 'cannot be read' : '',
	assertionResults: Array.from({ length: tests }, (_, index) => ({
		fullName: `number ${index}`,
		status: index === 0 ? status : 'passed',
		failureMessages: index === 0 && status === 'failed' ? ['expected 1 to be 2'] : [],
	})),
});

test('a vitest file that cannot be loaded counts as a failure', () => {
	const testResults = [file('passed', 3), file('failed', 2), file('failed', 0)];
	const count = countVitest({ numPassedTests: 4, numFailedTests: 1, testResults });
	expect(count).toEqual({
		passed: 4,
		failed: 2,
		told: [
			'✗ failed.test.ts: not loaded\n    cannot be read',
			'✗ failed.test.ts: number 0\n    expected 1 to be 2',
		],
	});
});

test('a journey that passes only on a second try counts as a failure', () => {
	const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 0 };
	const spec = (title: string, ok: boolean, message?: string) => ({
		...{ title, file: 'a.spec.ts', ok },
		tests: [{ results: [{ error: message === undefined ? undefined : { message } }] }],
	});
	const inner = { specs: [spec('deep', false, 'not visible')], suites: [] };
	const suites = [{ specs: [spec('fine', true)], suites: [inner] }];
	expect(countPlaywright({ stats, suites })).toEqual({
		passed: 7,
		failed: 2,
		told: ['✗ a.spec.ts: deep\n    not visible'],
	});
});

test('a runner that crashes, or leaves no report, counts as one failure', () => {
	const fine = { passed: 5, failed: 0, told: [] };
	const failing = { passed: 5, failed: 2, told: ['✗ one', '✗ two'] };
	expect(withExitCode(fine, 0)).toEqual(fine);
	expect(withExitCode(failing, 1)).toEqual(failing);
	expect(withExitCode(fine, 1)).toMatchObject({ passed: 5, failed: 1 });
	expect(withExitCode(fine, null)).toMatchObject({ passed: 5, failed: 1 });
	expect(withExitCode(undefined, 0)).toMatchObject({ passed: 0, failed: 1 });
	expect(withExitCode(undefined, 3).told).toEqual(['✗ the runner ended with 3, above']);
});
