import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { communityMigrations } from '../packages/db/migrations/community/list.ts';
import { moduleMigrations } from '../packages/db/migrations/modules/list.ts';
import { platformMigrations } from '../packages/db/migrations/platform/list.ts';
import { streamMigrations } from '../packages/db/migrations/streams/list.ts';
import type { Migration } from '../packages/db/src/migration.ts';
import { inTransaction, migrateShared } from '../packages/db/src/migrate.ts';
import { describeSchema } from '../packages/db/src/squash.ts';

const ROOT = new URL('..', import.meta.url);
const SCRATCH = 'c_000000000000';
const OUT = 'packages/db/src/generated';
const CHECKSUMS = 'packages/db/migrations/checksums.json';
const LISTS: Readonly<Record<string, readonly Migration[]>> = {
	platform: platformMigrations,
	streams: streamMigrations,
	community: communityMigrations,
	...Object.fromEntries(
		Object.entries(moduleMigrations).map(([module, steps]) => [`module ${module}`, steps]),
	),
};

/**
 * Makes everything that is derived from the migrations (row types, the squashed community schema) in a scratch
 * database of the server at `serverUrl`. Returns file paths and their texts; writes nothing.
 */
export async function generateFromMigrations(serverUrl: string): Promise<Map<string, string>> {
	const admin = new pg.Client({ connectionString: serverUrl });
	await admin.connect();
	const name = `kith_types_${process.pid}`;
	await admin.query(`drop database if exists ${name}`);
	await admin.query(`create database ${name}`);
	try {
		const url = new URL(serverUrl);
		url.pathname = `/${name}`;
		return await generateIn(url.href);
	} finally {
		await admin.query(`drop database if exists ${name} with (force)`);
		await admin.end();
	}
}

async function generateIn(url: string): Promise<Map<string, string>> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query('create schema ext');
		await client.query('create extension pg_trgm with schema ext');
		await migrateShared(client, 'platform', platformMigrations);
		await migrateShared(client, 'streams', streamMigrations);
		await inTransaction(client, [
			`create schema ${SCRATCH}`,
			...communityMigrations.flatMap((step) => step.up(SCRATCH)),
		]);
		const files = new Map<string, string>();
		files.set(`${OUT}/community-ddl.ts`, ddlFile(await describeSchema(client, SCRATCH)));
		const modules = Object.values(moduleMigrations).flat();
		await inTransaction(
			client,
			modules.flatMap((step) => step.up(SCRATCH)),
		);
		files.set(`${OUT}/community.ts`, await typesOf(url, SCRATCH));
		files.set(`${OUT}/platform.ts`, await typesOf(url, 'platform'));
		files.set(`${OUT}/streams.ts`, await typesOf(url, 'streams'));
		files.set(CHECKSUMS, await checksumsFile());
		return files;
	} finally {
		await client.end();
	}
}

/** A fingerprint of every step, by list and number: what a step's statements were when it was written. */
export function checksumsNow(): Record<string, string> {
	const steps = Object.entries(LISTS).flatMap(([list, migrations]) =>
		migrations.map((step) => [
			`${list} ${String(step.version).padStart(4, '0')} ${step.name}`,
			createHash('sha256').update(step.up('$SCHEMA').join(';\n')).digest('hex'),
		]),
	);
	return Object.fromEntries(steps) as Record<string, string>;
}

/** The fingerprints that were committed. */
export async function checksumsKept(): Promise<Record<string, string>> {
	const text = await readFile(new URL(CHECKSUMS, ROOT), 'utf8').catch(() => '{}');
	return JSON.parse(text) as Record<string, string>;
}

/** A step that was written down keeps its fingerprint for good; only new ones are added. */
async function checksumsFile(): Promise<string> {
	const all = { ...checksumsNow(), ...(await checksumsKept()) };
	return `${JSON.stringify(all, null, '\t')}\n`;
}

function ddlFile(statements: string[]): string {
	const body = statements
		.map((text) => `\t\`${text.replaceAll('`', '\\`').replaceAll('$SCHEMA', '${schema}')}\`,`)
		.join('\n');
	return `// Made from the migrations by \`npm run db:types\`; do not edit.

/** The migration version this schema stands at. */
export const communityDdlVersion = ${communityMigrations.length};

/** Every table, key and index of a new community; \`schema\` arrives quoted. */
export const communityDdl = (schema: string): readonly string[] => [
${body}
];
`;
}

async function typesOf(url: string, schema: string): Promise<string> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[
			new URL('node_modules/kysely-codegen/dist/cli/bin.js', ROOT).pathname,
			...['--dialect', 'postgres', '--url', url, '--camel-case', '--print'],
			...['--default-schema', schema, '--include-pattern', `${schema}.*`],
			...['--exclude-pattern', `${schema}.schema_version`],
		],
		{ cwd: ROOT.pathname, maxBuffer: 1 << 24 },
	);
	// The tool prints its progress first and its own header with it.
	return `// Made from the migrations by \`npm run db:types\`; do not edit.

${stdout.slice(stdout.indexOf('import type'))}`;
}

if (import.meta.main) {
	const url = process.argv[2];
	if (!url) throw new Error('usage: npm run db:types -- <superuser url of a scratch server>');
	for (const [path, text] of await generateFromMigrations(url)) {
		const target = new URL(path, ROOT);
		const before = await readFile(target, 'utf8').catch(() => '');
		await writeFile(target, text);
		process.stdout.write(`${before === text ? 'same   ' : 'written'} ${path}\n`);
	}
}
