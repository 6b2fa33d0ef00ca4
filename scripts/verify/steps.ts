import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Step } from './run-steps.ts';

/** The repository's root folder. */
export const ROOT = resolve(import.meta.dirname, '../..');

const APPS = ['studio', 'community'].filter((app) =>
	existsSync(join(ROOT, 'apps', app, 'vite.config.ts')),
);

const tool = (name: string, ...args: string[]): Step['command'] => [
	join(ROOT, 'node_modules/.bin', name),
	...args,
];
const script = (path: string, ...args: string[]): Step['command'] => [
	process.execPath,
	path,
	...args,
];

const hasMessages = (app: string) => existsSync(join(ROOT, 'apps', app, 'project.inlang'));
const preparesOf = (app: string) => [
	`sync ${app}`,
	...(hasMessages(app) ? [`messages ${app}`] : []),
];
const PREPARED = APPS.flatMap(preparesOf);

/** What has to be written before anything of the apps can be read: types of routes, and messages. */
export const PREPARE = APPS.flatMap((app): Step[] => {
	const cwd = `apps/${app}`;
	const sync: Step = {
		name: `sync ${app}`,
		command: [join(ROOT, cwd, 'node_modules/.bin/svelte-kit'), 'sync'],
		cwd,
	};
	const compile = join(ROOT, cwd, 'node_modules/.bin/paraglide-js');
	const args = ['compile', '--project', './project.inlang', '--outdir', './src/lib/paraglide'];
	const messages: Step = { name: `messages ${app}`, command: [compile, ...args], cwd };
	return hasMessages(app) ? [sync, messages] : [sync];
});

/** svelte-check fails on warnings too: they are Svelte's own accessibility findings. */
// By the native compiler's API: a sixth of the time of TypeScript 6. Its older way in, --tsgo, loses the types of
// components that live in another package.
const svelteCheck = (name: string, folder: string, after: string[]): Step => ({
	name: `svelte-check ${name}`,
	command: tool(
		'svelte-check',
		'--tsgo-experimental-api',
		'--tsconfig',
		'./tsconfig.json',
		'--fail-on-warnings',
	),
	cwd: folder,
	after,
});

const rooms = [
	...APPS.map((app) => svelteCheck(app, `apps/${app}`, preparesOf(app))),
	...(existsSync(join(ROOT, 'packages/ui/tsconfig.json'))
		? [svelteCheck('ui', 'packages/ui', [])]
		: []),
];

/** ESLint keeps what it found in a file until the file, its settings or, by this name, our own rules change. */
function eslintCache(): string {
	const rules = globSync('scripts/lint/*.mjs', { cwd: ROOT }).toSorted();
	const hash = createHash('sha256');
	for (const path of ['pnpm-lock.yaml', ...rules]) hash.update(readFileSync(join(ROOT, path)));
	return `node_modules/.cache/eslint-${hash.digest('hex').slice(0, 12)}`;
}

/** What `verify` proves, longest first so that two at a time end together. */
export const VERIFY: readonly Step[] = [
	...PREPARE,
	...rooms,
	{
		name: 'lint svelte',
		command: tool(
			'eslint',
			'--max-warnings=0',
			'--no-error-on-unmatched-pattern',
			...['--cache', '--cache-strategy', 'content', '--cache-location', eslintCache()],
			'apps',
			'packages',
		),
	},
	{ name: 'imports', command: script('scripts/check-imports.ts'), after: PREPARED },
	{
		name: 'unused code',
		command: tool('knip', '--no-progress', '--no-config-hints'),
		after: PREPARED,
	},
	{
		name: 'types',
		command: script(
			'node_modules/@typescript/native/bin/tsc',
			...['-p', 'tsconfig.json', '--noEmit', '--incremental'],
			...['--tsBuildInfoFile', 'node_modules/.cache/types.tsbuildinfo'],
		),
	},
	{
		name: 'types of the service worker',
		command: script(
			'node_modules/@typescript/native/bin/tsc',
			...['-p', 'apps/community/src/service-worker/tsconfig.json', '--noEmit'],
		),
		after: PREPARED,
	},
	{ name: 'lint', command: tool('oxlint') },
	{ name: 'format', command: tool('oxfmt', '--check') },
	{ name: 'messages', command: script('scripts/check-messages.ts'), after: PREPARED },
	{ name: 'documents', command: script('scripts/check-docs.ts') },
	{ name: 'package readmes', command: script('scripts/check-readmes.ts') },
	{ name: '.env.example', command: script('scripts/env-example.ts', '--check') },
	...['check-infra', 'check-terraform']
		.filter((name) => existsSync(join(ROOT, `scripts/${name}.ts`)))
		.map((name): Step => ({ name, command: script(`scripts/${name}.ts`) })),
];

/** What `verify --fix` runs instead, one after the other. */
export const FIX: readonly Step[] = [
	{ name: 'lint', command: tool('oxlint', '--fix') },
	{
		name: 'lint svelte',
		command: tool('eslint', '--fix', '--no-error-on-unmatched-pattern', 'apps', 'packages'),
	},
	{ name: 'format', command: tool('oxfmt') },
];
