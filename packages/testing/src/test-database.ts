import { randomBytes } from 'node:crypto';
import pg from 'pg';

export const TEMPLATE_DATABASE = 'kith_template';
/** Communities that stand ready in it, as many as most tests need: copying one costs a twentieth of building it. */
export const READY_COMMUNITIES = 8;
export const TEST_SECRET = 'a secret of at least thirty-two characters';

export type TestDatabase = { url: string; drop(): Promise<void> };

/** A database of its own: a copy of the prepared one (with its ready communities), or an empty one. */
export async function createTestDatabase(
	serverUrl: string,
	from: 'template' | 'nothing' = 'template',
): Promise<TestDatabase> {
	const name = `test_${randomBytes(6).toString('hex')}`;
	const copy = from === 'template' ? `template ${TEMPLATE_DATABASE} strategy file_copy` : '';
	await asAdmin(serverUrl, `create database ${name} ${copy}`);
	const url = new URL(serverUrl);
	url.pathname = `/${name}`;
	return {
		url: url.href,
		drop: () => asAdmin(serverUrl, `drop database ${name} with (force)`),
	};
}

async function asAdmin(serverUrl: string, statement: string): Promise<void> {
	const admin = new pg.Client({ connectionString: serverUrl });
	await admin.connect();
	try {
		await admin.query(statement);
	} finally {
		await admin.end();
	}
}
