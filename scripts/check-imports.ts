// Which way imports flow, what the browser reaches by them, and rings: from one reading of every file.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { breachesIn, type Breach } from './lint/browser-reach.ts';
import { cruise } from './lint/cruise.ts';
import { runtimeGraph } from './lint/import-graph.ts';

const FOLDERS = ['apps', 'packages', 'scripts', 'e2e', 'bench', 'tenants'];

const root = resolve(import.meta.dirname, '..');
const { modules, violations } = cruise(
	root,
	FOLDERS.filter((folder) => existsSync(resolve(root, folder))),
);
const breaches: Breach[] = [
	...violations.map(({ rule, from, to }) => ({ rule: rule.name, from, way: [from, to] })),
	...breachesIn(runtimeGraph(modules)),
];
for (const { rule, way } of breaches) console.error(`${rule}: ${way.join('\n    → ')}`);
const imports = modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
console.log(`${imports} imports of ${modules.length} files, ${breaches.length} not allowed`);
process.exitCode = breaches.length > 0 ? 1 : 0;
