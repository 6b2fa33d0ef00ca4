import { spawn, type ChildProcess } from 'node:child_process';
import type { Migration } from './migration.ts';

const HERE = new URL('.', import.meta.url).href;

/** Steps behind the current head, for tests: `statements` makes those of one community, `concurrent` is one of them. */
export function stepsBehind(
	head: readonly Migration[],
	statements: readonly ((schema: string) => readonly string[])[],
	concurrent?: (schema: string) => readonly string[],
): readonly Migration[] {
	const added = statements.map((up, index) => ({
		...{ version: head.length + index + 1, name: `test ${index + 1}`, breaking: false, up },
		concurrently: up === concurrent,
	}));
	return [...head, ...added];
}

/** One new table with an index: `name` tells the steps apart. */
export const oneTable = (name: string) => (schema: string) => [
	`create table ${schema}.${name} (id uuid primary key, note text)`,
	`create index ${name}_note_idx on ${schema}.${name} (note)`,
];

/** An index on a table that every community has. */
export const nameIndex = (schema: string) => [
	`create index posts_by_title_idx on ${schema}.posts (title)`,
];

/** Another process that runs `body` with `db` (what packages/db offers), `pg` and `url`; for killing. */
export function otherProcess(url: string, body: string): ChildProcess {
	const script = `
		const [{ default: pg }, communities, migrating, fixture, list] = await Promise.all([
			import(${JSON.stringify(import.meta.resolve('pg'))}),
			import('${HERE}communities.ts'), import('${HERE}migrate-communities.ts'),
			import('${HERE}migrating-fixture.ts'), import('${HERE}../migrations/community/list.ts'),
		]);
		const db = { ...communities, ...migrating, ...fixture, ...list };
		const url = ${JSON.stringify(url)};
		console.log('ready');
		${body}
	`;
	return spawn(process.execPath, ['--input-type=module', '-e', script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
}

/** Waits until the process says it is ready, lets it run for `milliseconds`, and kills it. */
export async function killAfter(child: ChildProcess, milliseconds: number): Promise<void> {
	await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	if (child.exitCode === null && child.kill('SIGKILL')) await gone;
}
