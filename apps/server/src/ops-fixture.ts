import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runCommand } from './ops/run-command.ts';

type Database = { url: string; drop(): Promise<void> };

/** The operator's commands on `database`, with what they print; closing drops it. */
export async function openOps(database: Database, secret: string) {
	const dataDir = await mkdtemp(join(tmpdir(), 'kith-ops-'));
	const env = { DATABASE_URL: database.url, KITH_SECRET: secret, DATA_DIR: dataDir };
	const owner = new pg.Pool({ connectionString: database.url, max: 2 });
	owner.on('error', () => {});

	/** Runs a command as it is typed; words with blanks stand in an array. */
	async function ops(...words: string[]): Promise<{ code: number; text: string }> {
		const lines: string[] = [];
		const code = await runCommand(words, env, (line) => void lines.push(line));
		return { code, text: lines.join('\n') };
	}

	/** The first column of the first row of a statement. */
	async function ask(statement: string, values: unknown[] = []): Promise<unknown> {
		const { rows } = await owner.query<Record<string, unknown>>(statement, values);
		return Object.values(rows[0] ?? {})[0];
	}

	return {
		...{ ops, ask, dataDir, url: database.url },
		async close() {
			await owner.end();
			await database.drop();
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}

export type Ops = Awaited<ReturnType<typeof openOps>>;
