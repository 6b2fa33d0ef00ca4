import * as z from 'zod';

/** What a runner did: tests that passed, everything that went wrong, and what it told of each that did. */
export type Count = { passed: number; failed: number; told: readonly string[] };

const VitestReport = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string(),
			message: z.string().default(''),
			assertionResults: z.array(
				z.object({
					fullName: z.string(),
					status: z.string(),
					failureMessages: z.array(z.string()).default([]),
				}),
			),
		}),
	),
});

const Suite = z.object({
	specs: z.array(
		z.object({
			title: z.string(),
			file: z.string(),
			ok: z.boolean(),
			tests: z.array(
				z.object({
					results: z.array(z.object({ error: z.object({ message: z.string() }).optional() })),
				}),
			),
		}),
	),
	get suites() {
		return z.array(Suite).optional();
	},
});

const PlaywrightReport = z.object({
	stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
	suites: z.array(Suite),
});

const TOLD_LINES = 12;

function tell(file: string, title: string, message: string): string {
	const lines = message.split('\n').filter((line) => !line.includes('/node_modules/'));
	return [`✗ ${file}: ${title}`, ...lines.slice(0, TOLD_LINES)].join('\n    ');
}

const specsIn = (suite: z.infer<typeof Suite>): z.infer<typeof Suite>['specs'] => [
	...suite.specs,
	...(suite.suites ?? []).flatMap(specsIn),
];

/** Counts vitest's JSON report; a file that fails before its first test is one failure. */
export function countVitest(report: unknown): Count {
	const { numPassedTests, numFailedTests, testResults } = VitestReport.parse(report);
	const unloaded = testResults.filter(
		({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
	);
	const failed = testResults.flatMap(({ name, assertionResults }) =>
		assertionResults
			.filter(({ status }) => status === 'failed')
			.map(({ fullName, failureMessages }) => tell(name, fullName, failureMessages.join('\n'))),
	);
	return {
		passed: numPassedTests,
		failed: numFailedTests + unloaded.length,
		told: [...unloaded.map(({ name, message }) => tell(name, 'not loaded', message)), ...failed],
	};
}

/** Counts Playwright's JSON report; a test that passed only on a second try failed. */
export function countPlaywright(report: unknown): Count {
	const { stats, suites } = PlaywrightReport.parse(report);
	const failed = suites.flatMap(specsIn).filter(({ ok }) => !ok);
	const told = failed.map(({ file, title, tests }) => {
		const errors = tests.flatMap(({ results }) => results.map(({ error }) => error?.message));
		return tell(file, title, errors.find((message) => message !== undefined) ?? '');
	});
	return { passed: stats.expected, failed: stats.unexpected + stats.flaky, told };
}

/** Adds what the exit code knows: a runner that failed without a failing test, or left no report, is one failure. */
export function withExitCode(count: Count | undefined, exitCode: number | null): Count {
	const { passed, failed, told } = count ?? { passed: 0, failed: 0, told: [] };
	const crashed = failed === 0 && (exitCode !== 0 || count === undefined);
	if (!crashed) return { passed, failed, told };
	return { passed, failed: 1, told: [`✗ the runner ended with ${exitCode ?? 'a signal'}, above`] };
}
