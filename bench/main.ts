import { globSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Settings } from './settings.ts';

/** `npm run bench -- [--only provisioning] [--full]`: runs the benches one after another and prints their tables. */
const { values } = parseArgs({
	options: { only: { type: 'string' }, full: { type: 'boolean', default: false } },
});

type Bench = { bench: (settings: Settings) => Promise<void> };

const nameOf = (file: string) => basename(file, '.bench.ts');
const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).toSorted();
const chosen = files.filter((file) => values.only === undefined || nameOf(file) === values.only);

if (chosen.length === 0) {
	console.error(`There is no bench "${values.only}", but ${files.map(nameOf).join(', ')}.`);
	process.exitCode = 2;
}
console.log(`${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}`);
// Ending in order lets PostgreSQL end too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
for (const file of chosen) {
	const started = performance.now();
	const { bench } = (await import(join(import.meta.dirname, file))) as Bench;
	await bench({ full: values.full });
	console.log(`\n${nameOf(file)}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
