import { createHash } from 'node:crypto';
import { createTarPacker, type TarPackController } from 'modern-tar';
import { columnsOf, countRows, readRows, type OwnerClient } from '@kith/db/community-rows';
import { modulesOf } from '@kith/db/modules';
import type { BlobStore } from '../ports.ts';
import { blobKey } from '../media/index.ts';
import type { FileVariant } from '../media/media.schema.ts';
import { FORMAT, type Manifest } from './archives.schema.ts';
import { ARCHIVED_TABLES, keptOf, LEFT_OUT } from './contents.ts';
import { ONLY_ROWS, ORDERS, otherSettings, transactionAt } from './rows.queries.ts';

const CHUNK_BYTES = 1024 ** 2;
const VARIANTS: readonly FileVariant[] = ['full', 'medium', 'thumb', 'original', 'poster'];

export type ArchivedCommunity = Manifest['community'] & { schemaVersion: number };
type Source = {
	client: OwnerClient;
	blobs: BlobStore;
	community: ArchivedCommunity;
	/** This moment. */
	at: Date;
	/** From 0 to 1, as rows and files are written. */
	onProgress?: (part: number) => void;
};

/**
 * A community as one packed file, written while it is read: at no time is more of it in memory than a chunk. All rows are
 * of one moment; files follow, and one that was deleted meanwhile is not there. `done` settles with the last byte.
 */
export function writeArchive(source: Source): {
	body: ReadableStream<Uint8Array>;
	done: Promise<Manifest>;
} {
	const { readable, controller } = createTarPacker();
	const done = write(source, new Tar(controller)).then(
		(manifest) => {
			controller.finalize();
			return manifest;
		},
		(error: unknown) => {
			controller.error(error);
			throw error;
		},
	);
	// Whoever reads the body hears of a failure there; `done` may be awaited later.
	done.catch(() => {});
	const gzip = new CompressionStream('gzip') as unknown as TransformStream<Uint8Array, Uint8Array>;
	return { body: readable.pipeThrough(gzip), done };
}

/** Entries one after the other, with the sum of each. */
class Tar {
	readonly #controller: TarPackController;
	readonly sums: string[] = [];

	constructor(controller: TarPackController) {
		this.#controller = controller;
	}

	async add(name: string, size: number, body: AsyncIterable<Uint8Array> | Uint8Array[]) {
		const sum = createHash('sha256');
		const writer = this.#controller.add({ name, size, mtime: new Date(0) }).getWriter();
		for await (const chunk of body) {
			sum.update(chunk);
			await writer.write(chunk);
		}
		await writer.close();
		this.sums.push(`${JSON.stringify({ name, bytes: size, sha256: sum.digest('hex') })}\n`);
	}

	text(name: string, text: string) {
		const bytes = Buffer.from(text);
		return this.add(name, bytes.byteLength, [bytes]);
	}
}

async function write(source: Source, tar: Tar): Promise<Manifest> {
	const { client, community } = source;
	const files: { id: string; storageKey: string }[] = [];
	const manifest = await transactionAt(client, async () => {
		const tables = await tablesOf(client, community.id);
		const said = await manifestOf(source, tables);
		await tar.text('manifest.json', JSON.stringify(said, null, '\t'));
		const all = Object.values(said.rows).reduce((sum, count) => sum + count, said.files);
		let written = 0;
		const step = (count: number) => source.onProgress?.((written += count) / Math.max(1, all));
		for (const [table, columns] of tables)
			await writeTable(source, tar, { table, columns }, (lines) => {
				if (table === 'files') files.push(...lines.map((line) => placeOf(community.id, line)));
				step(lines.length);
			});
		return { said, step };
	});
	for (const file of files) {
		await writeFile(source, tar, file);
		manifest.step(1);
	}
	await tar.text('sums.jsonl', tar.sums.join(''));
	return manifest.said;
}

function placeOf(communityId: string, line: string): { id: string; storageKey: string } {
	const { id } = JSON.parse(line) as { id: string };
	return { id, storageKey: `${communityId}/files/${id}` };
}

/** The tables and columns that this community has, of those that are kept. */
async function tablesOf(client: OwnerClient, communityId: string) {
	const found = await columnsOf(client, communityId);
	return ARCHIVED_TABLES.flatMap((table) => {
		const there = new Set(found.get(table));
		const columns = keptOf(table, there);
		return columns.length > 0 ? [[table, columns] as const] : [];
	});
}

async function manifestOf(
	{ client, community, at }: Source,
	tables: readonly (readonly [string, readonly string[]])[],
): Promise<Manifest> {
	const rows: Record<string, number> = {};
	for (const [table, columns] of tables) {
		const reading = { communityId: community.id, table, columns };
		rows[table] = await countRows(client, { ...reading, ...only(community.id, table) });
	}
	const { schemaVersion, ...about } = community;
	return {
		...{ ...FORMAT, schemaVersion, takenAt: at.toISOString(), community: about },
		...{ modules: await modulesOf(client, community.id), rows },
		files: rows['files'] ?? 0,
		leftOut: [
			...Object.keys(LEFT_OUT),
			...(await otherSettings(client, community.id)).map((key) => `settings.${key}`),
		],
	};
}

const only = (communityId: string, table: string) => {
	const where = ONLY_ROWS[table]?.(communityId);
	return where ? { where } : {};
};

async function writeTable(
	{ client, community }: Source,
	tar: Tar,
	{ table, columns }: { table: string; columns: readonly string[] },
	onLines: (lines: readonly string[]) => void,
): Promise<void> {
	const order = ORDERS[table];
	const reading = { communityId: community.id, table, columns, ...only(community.id, table) };
	let [number, held, bytes] = [0, [] as string[], 0];
	const flush = async () => {
		if (held.length === 0) return;
		number += 1;
		await tar.text(
			`rows/${table}/${String(number).padStart(6, '0')}.jsonl`,
			`${held.join('\n')}\n`,
		);
		[held, bytes] = [[], 0];
	};
	for await (const lines of readRows(client, { ...reading, ...(order ? { order } : {}) })) {
		for (const line of lines) {
			held.push(line);
			bytes += line.length;
			if (bytes > CHUNK_BYTES) await flush();
		}
		onLines(lines);
	}
	await flush();
}

/** What is kept of a file; twins in other forms are made again. */
async function writeFile(
	{ blobs }: Source,
	tar: Tar,
	{ id, storageKey }: { id: string; storageKey: string },
): Promise<void> {
	for (const variant of VARIANTS) {
		const key = blobKey(storageKey, variant);
		const blob = await blobs.get(key);
		if (blob)
			await tar.add(
				`files/${id}/${key.slice(storageKey.length + 1)}`,
				blob.size,
				iterate(blob.body),
			);
	}
}

async function* iterate(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	for await (const chunk of body) yield chunk;
}
