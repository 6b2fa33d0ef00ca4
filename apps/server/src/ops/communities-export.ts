import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { communityTables } from '@kith/db/communities';
import { quotedSchemaOf } from '@kith/db/schema-name';
import { Refusal, type Command } from './command.ts';
import { withOwner } from './database.ts';
import { findBySlug, type FoundCommunity } from './find-community.ts';

/** Open sessions and pending codes stay behind: an export is no bunch of keys. */
const LEFT_OUT = new Set(['auth_sessions', 'auth_verifications']);
const TABLES = communityTables.filter((table) => !LEFT_OUT.has(table));
const PAGE = 2000;

/** Writes one community into a file, as it stood at one moment. */
export const exportCommunity: Command = {
	usage: 'communities export <slug> --out file.jsonl.gz',
	summary: 'Writes every row of a community into a compressed file of JSON lines.',
	details: [
		'The first line names the schema version and counts the rows; each further one is {"table", "row"}, parents',
		'before what refers to them. One snapshot; the community goes on working. Sessions and codes are left out,',
		'uploaded files too. The file holds personal data and password hashes: only its owner may read it.',
	],
	options: { out: { type: 'string' } },
	takes: { least: 1, most: 1 },
	run: (call) =>
		withOwner(call, async (owner) => {
			const out = call.text('out');
			if (!out) throw new Refusal('Say where to: --out file.jsonl.gz');
			const community = await findBySlug(owner, call.positionals[0] ?? '');
			const { rows, milliseconds } = await writeExport(owner, community, out);
			call.say(`${community.name}: ${rows} rows in ${out} (${milliseconds} ms in the database)`);
		}),
};

async function writeExport(owner: pg.Pool, community: FoundCommunity, out: string) {
	const file = createWriteStream(out, { flags: 'wx', mode: 0o600 });
	await new Promise<void>((resolve, reject) => {
		file.once('open', () => resolve());
		file.once('error', (error: NodeJS.ErrnoException) =>
			reject(error.code === 'EEXIST' ? new Refusal(`${out} is there already.`) : error),
		);
	});
	const client = await owner.connect();
	const reading = { rows: 0, milliseconds: 0 };
	try {
		await client.query('begin isolation level repeatable read read only');
		await pipeline(
			Readable.from(linesOf(client, community, reading)),
			createGzip({ level: 1 }),
			file,
		);
		await client.query('commit');
		return { ...reading, milliseconds: Math.round(reading.milliseconds) };
	} catch (error) {
		await client.query('rollback').catch(() => {});
		await rm(out, { force: true });
		throw error;
	} finally {
		client.release();
	}
}

async function* linesOf(
	client: pg.PoolClient,
	{ id, slug, name, version }: FoundCommunity,
	reading: { rows: number; milliseconds: number },
): AsyncGenerator<string> {
	const schema = quotedSchemaOf(id);
	const ask = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => {
		const started = performance.now();
		const { rows } = await client.query<Row>(text);
		reading.milliseconds += performance.now() - started;
		return rows;
	};
	const counts = TABLES.map((table) => `'${table}', (select count(*) from ${schema}.${table})`);
	const [head] = await ask<{ taken_at: Date; rows: Record<string, number> }>(
		`select now() as taken_at, json_build_object(${counts.join(', ')}) as rows`,
	);
	const manifest = { format: 'kith-community-1', schemaVersion: version, id, slug, name };
	const { taken_at: takenAt, rows } = head ?? {};
	yield `${JSON.stringify({ ...manifest, takenAt, leftOut: [...LEFT_OUT], rows })}\n`;
	const all = TABLES.map(
		(table) => `select json_build_object('table', '${table}', 'row', to_jsonb(t))::text as line
			from ${schema}.${table} t`,
	);
	await ask(`declare export no scroll cursor for ${all.join(' union all ')}`);
	for (;;) {
		const page = await ask<{ line: string }>(`fetch ${PAGE} from export`);
		if (page.length === 0) return;
		reading.rows += page.length;
		yield page.map(({ line }) => `${line}\n`).join('');
	}
}
