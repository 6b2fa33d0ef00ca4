import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programOnPath, runProgram } from './infra/programs.ts';
import { unknownSettings } from './infra/settings.ts';
import { startProvider } from './terraform-stub/provider.ts';

export type TerraformReport = { problems: string[]; notes: string[] };

/**
 * Checks the folder `terraform`: settings exist, format, then init, validate and test without a registry in a
 * temporary copy. Where no terraform is on `searchPath`, all but the settings is skipped and a note says so.
 */
export async function checkTerraform(
	folder: string,
	searchPath = process.env.PATH ?? '',
): Promise<TerraformReport> {
	const problems = unknownSettingsIn(folder);
	const terraform = programOnPath('terraform', searchPath);
	if (!terraform)
		return { problems, notes: ['terraform is not installed: format, validate and test skipped'] };
	const scratch = mkdtempSync(path.join(tmpdir(), 'kith-terraform-'));
	const copy = path.join(scratch, 'terraform');
	cpSync(folder, copy, { recursive: true, filter: (file) => path.basename(file) !== '.terraform' });
	const provider = await startProvider(scratch);
	try {
		const env = environment(scratch, searchPath, provider.reattach);
		const run = (cwd: string, args: readonly string[]) =>
			runProgram(terraform, args, { cwd, env, milliseconds: 60_000 });
		const format = await run(copy, ['fmt', '-check', '-recursive', '-diff', '-no-color']);
		if (!format.ok) problems.push(`terraform fmt:\n${format.output}`);
		const roots = rootModules(copy);
		const notes: string[] = [];
		for (const root of roots) {
			const done = await checkRoot(path.join(copy, root), run);
			(done.ok ? notes : problems).push(`${root}: ${done.output}`);
		}
		return { problems, notes };
	} finally {
		provider.close();
		rmSync(scratch, { recursive: true, force: true });
	}
}

type Runner = (cwd: string, args: readonly string[]) => ReturnType<typeof runProgram>;

async function checkRoot(cwd: string, run: Runner): ReturnType<Runner> {
	const steps = [
		['init', '-backend=false', '-input=false', '-no-color'],
		['validate', '-no-color'],
		['test', '-no-color'],
	];
	for (const step of steps) {
		const done = await run(cwd, step);
		if (!done.ok) return { ok: false, output: `terraform ${step[0]} failed\n${done.output}` };
		if (step[0] === 'test') return { ok: true, output: lastLine(done.output) };
	}
	return { ok: true, output: '' };
}

function lastLine(text: string) {
	return text.split('\n').at(-1) ?? '';
}

/** Environments, and modules that bring tests of their own; the others are validated through an environment. */
function rootModules(copy: string): string[] {
	const tested = globSync('modules/*/*.tftest.hcl', { cwd: copy }).map((file) =>
		path.dirname(file),
	);
	return [...new Set([...globSync('environments/*', { cwd: copy }), ...tested])].toSorted();
}

function unknownSettingsIn(folder: string): string[] {
	return globSync('**/*.tf', { cwd: folder }).flatMap((file) => {
		const text = readFileSync(path.join(folder, file), 'utf8');
		const names = [...text.matchAll(/(?:^|[{,])\s*([A-Z][A-Z0-9_]+)\s*=[^=>]/gm)].map(
			([, name]) => name ?? '',
		);
		return unknownSettings(names).map((name) => `terraform/${file}: ${name} is no setting of Kith`);
	});
}

// Nothing of the caller's TF_* or AWS_*: a check must not read anybody's state or keys.
function environment(scratch: string, searchPath: string, reattach: string) {
	return {
		PATH: searchPath,
		HOME: scratch,
		CHECKPOINT_DISABLE: '1',
		TF_IN_AUTOMATION: '1',
		TF_REATTACH_PROVIDERS: reattach,
	};
}

if (import.meta.main) {
	const { problems, notes } = await checkTerraform(path.join(import.meta.dirname, '../terraform'));
	for (const note of notes) console.log(`terraform: ${note}`);
	for (const problem of problems) console.error(problem);
	process.exitCode = problems.length > 0 ? 1 : 0;
}
