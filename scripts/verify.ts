import { runSteps, type Outcome } from './verify/run-steps.ts';
import { FIX, ROOT, VERIFY } from './verify/steps.ts';

const fix = process.argv.includes('--fix');
process.chdir(ROOT);

function report({ name, passed, seconds, output }: Outcome): void {
	console.log(`${passed ? '✓' : '✗'} ${name.padEnd(26)} ${seconds.toFixed(1).padStart(5)} s`);
	if (!passed) console.log(output.trim().replace(/^/gm, '    '));
}

const started = performance.now();
const outcomes = await runSteps(fix ? FIX : VERIFY, fix ? 1 : 2, report);
const failed = outcomes.filter((outcome) => !outcome.passed);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`\n${outcomes.length - failed.length} passed, ${failed.length} failed in ${seconds} s`);
if (failed.length > 0) console.log(`Failed: ${failed.map(({ name }) => name).join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
