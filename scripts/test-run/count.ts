import * as z from 'zod';

/** What a runner did: tests that passed, and everything that went wrong. */
export type Count = { passed: number; failed: number };

const VitestReport = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const PlaywrightReport = z.object({
	stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** Counts vitest's JSON report; a file that fails before its first test is one failure. */
export function countVitest(report: unknown): Count {
	const { numPassedTests, numFailedTests, testResults } = VitestReport.parse(report);
	const unloaded = testResults.filter(
		({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
	);
	return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}

/** Counts Playwright's JSON report; a test that passed only on a second try failed. */
export function countPlaywright(report: unknown): Count {
	const { expected, unexpected, flaky } = PlaywrightReport.parse(report).stats;
	return { passed: expected, failed: unexpected + flaky };
}

/** Adds what the exit code knows: a runner that failed without a failing test, or left no report, is one failure. */
export function withExitCode(count: Count | undefined, exitCode: number | null): Count {
	const { passed, failed } = count ?? { passed: 0, failed: 0 };
	const crashed = failed === 0 && (exitCode !== 0 || count === undefined);
	return { passed, failed: crashed ? 1 : failed };
}
