import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import * as z from 'zod';

const Cruised = z.object({
	modules: z.array(
		z.object({
			source: z.string(),
			dependencies: z.array(
				z.object({ resolved: z.string(), dependencyTypes: z.array(z.string()) }),
			),
		}),
	),
	summary: z.object({
		violations: z.array(
			z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) }),
		),
	}),
});

const PROGRAM = resolve(
	import.meta.dirname,
	'../../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
);
/** Of what dependency-cruiser prints: some hundred bytes an import. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Every import of `folders` in `root`, and those that break a rule of its `.dependency-cruiser.mjs`. */
export function cruise(root: string, folders: readonly string[]) {
	const args = ['--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json'];
	const done = spawnSync(process.execPath, [PROGRAM, ...args, ...folders], {
		...{ cwd: root, encoding: 'utf8', maxBuffer: MOST_BYTES },
	});
	if (done.error) throw done.error;
	if (!done.stdout) throw new Error(`dependency-cruiser said nothing: ${done.stderr}`);
	const { modules, summary } = Cruised.parse(JSON.parse(done.stdout));
	return { modules, violations: summary.violations };
}
