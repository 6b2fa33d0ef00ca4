import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { countPlaywright, countVitest, withExitCode, type Count } from './test-run/count.ts';
import { runSteps } from './verify/run-steps.ts';
import { PREPARE } from './verify/steps.ts';

type Runner = {
	name: string;
	args: (report: string) => string[];
	env: (report: string) => Record<string, string>;
	count: (report: unknown) => Count;
};

const RUNNERS: readonly Runner[] = [
	{
		name: 'vitest',
		args: (report) => [
			'run',
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${report}`,
		],
		env: () => ({}),
		count: countVitest,
	},
	{
		name: 'playwright',
		args: () => ['test', '--config=e2e/playwright.config.ts', '--reporter=list,json'],
		env: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
		count: countPlaywright,
	},
];

const root = resolve(import.meta.dirname, '..');
process.chdir(root);
const reports = mkdtempSync(join(tmpdir(), 'kith-reports-'));

function readReport({ name, count }: Runner, file: string): Count | undefined {
	try {
		return count(JSON.parse(readFileSync(file, 'utf8')));
	} catch (error) {
		console.error(`${name} left no readable report: ${String(error)}`);
		return undefined;
	}
}

/** Runs one test runner with its output passed on; resolves to its count, never rejects. */
function run(runner: Runner): Promise<Count> {
	const file = join(reports, `${runner.name}.json`);
	const program = join(root, 'node_modules/.bin', runner.name);
	const env = { ...process.env, ...runner.env(file) };
	return new Promise((done) => {
		const child = spawn(program, runner.args(file), { cwd: root, env, stdio: 'inherit' });
		child.on('error', (error) => {
			console.error(error.message);
			done({ passed: 0, failed: 1, told: [`✗ ${runner.name}: ${error.message}`] });
		});
		child.on('close', (code) => done(withExitCode(readReport(runner, file), code)));
	});
}

const hasJourneys = globSync('e2e/**/*.spec.ts', { cwd: root }).length > 0;
const total = { passed: 0, failed: 0, told: [] as string[] };
for (const { name, passed, output } of await runSteps(PREPARE, 2, () => {}))
	if (!passed) {
		total.failed += 1;
		total.told.push(`✗ ${name}: ${output.trim()}`);
	}
for (const runner of RUNNERS.filter(({ name }) => name !== 'playwright' || hasJourneys)) {
	const { passed, failed, told } = await run(runner);
	total.passed += passed;
	total.failed += failed;
	total.told.push(...told);
}
rmSync(reports, { recursive: true });
process.exitCode = total.failed > 0 ? 1 : 0;
// Said again at the end: the lines of a whole run lie between a failure of the first runner and here.
if (total.told.length > 0) console.log(`\n${total.told.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
