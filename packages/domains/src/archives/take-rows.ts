import { insertRows, type OwnerClient } from '@kith/db/community-rows';
import { isDataError } from '@kith/db/pg-errors';
import { InvalidError } from '@kith/kernel/errors';
import type { ArchivedLog } from './archived-log.ts';
import type { Manifest } from './archives.schema.ts';
import { checkRow, type Row } from './check-row.ts';
import { ARCHIVED_TABLES, keptOf } from './contents.ts';

type Deps = {
	client: OwnerClient;
	communityId: string;
	manifest: Manifest;
	/** The columns each table has, at the version of the archive. */
	columns: ReadonlyMap<string, readonly string[]>;
	log: ArchivedLog;
};

/** Takes the rows of an archive in, each checked, and no other number of them than the archive says. */
export class RowTaker {
	readonly counts: Record<string, number> = {};
	readonly #deps: Deps;
	#place = { table: -1, number: 0 };

	constructor(deps: Deps) {
		this.#deps = deps;
		const strange = Object.keys(deps.manifest.rows).find((table) => !this.#columnsOf(table));
		if (strange !== undefined) throw new InvalidError('archives.strange_table', { table: strange });
		for (const table of Object.keys(deps.manifest.rows)) this.counts[table] = 0;
	}

	/** Takes one entry; returns its rows when they are files. */
	async take(name: string, bytes: Uint8Array): Promise<readonly Row[]> {
		const [, table = '', number = ''] = name.split(/[/.]/);
		const { client, communityId, log } = this.#deps;
		const columns = this.#columnsOf(table);
		if (!columns || !(table in this.counts))
			throw new InvalidError('archives.strange_table', { table });
		this.#moveTo(table, Number(number));
		const place = { table, columns: new Set(columns), communityId };
		const rows: Row[] = [];
		for (const line of linesOf(bytes, table)) rows.push(await checkRow(place, line));
		if (table === 'audit_entries') log.take(rows);
		const kept = table === 'files' ? [...columns, 'storage_key'] : columns;
		await insertRows(client, { communityId, table, columns: kept }, rows).catch(
			(error: unknown) => {
				throw isDataError(error) ? new InvalidError('archives.bad_row', { table }) : error;
			},
		);
		this.counts[table] = (this.counts[table] ?? 0) + rows.length;
		return table === 'files' ? rows : [];
	}

	/** Throws unless as many rows came as the archive says. */
	finish(): void {
		for (const [table, said] of Object.entries(this.#deps.manifest.rows))
			if (this.counts[table] !== said) throw new InvalidError('archives.cut_short', { table });
	}

	/** Tables come in our order and their parts by number: what comes twice or out of order is none of ours. */
	#moveTo(table: string, number: number): void {
		const index = ARCHIVED_TABLES.indexOf(table);
		const isNext = index === this.#place.table ? number === this.#place.number + 1 : number === 1;
		if (index < this.#place.table || !isNext)
			throw new InvalidError('archives.strange_entry', { name: table });
		this.#place = { table: index, number };
	}

	#columnsOf(table: string): string[] | undefined {
		const there = new Set(this.#deps.columns.get(table));
		const columns = keptOf(table, there);
		return columns.length > 0 ? columns : undefined;
	}
}

function linesOf(bytes: Uint8Array, table: string): string[] {
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
		return text.split('\n').filter(Boolean);
	} catch {
		throw new InvalidError('archives.bad_row', { table });
	}
}
