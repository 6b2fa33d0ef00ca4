import { getAuthTables } from 'better-auth/db';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityOf } from '@kith/db/handles';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createAuth } from './auth.ts';

let installation: TestInstallation;
let schemas: Record<'platform' | 'community', string>;
let options: Parameters<typeof getAuthTables>[0];

beforeAll(async () => {
	installation = await createTestInstallation();
	const { id, community } = await createTestCommunity(installation);
	schemas = { platform: 'platform', community: `c_${id}` };
	({ options } = installation.services.realms.community(community));
});
afterAll(() => installation.close());

const SQL_TYPE: Readonly<Record<string, string>> = {
	string: 'text',
	boolean: 'boolean',
	date: 'timestamp with time zone',
};
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type Column = { name: string; type: string; required: boolean };

/** What the library reads and writes, as columns; ids and references are ours to type: uuid. */
function expectedTables(): Record<string, Column[]> {
	const tables = Object.values(getAuthTables(options)).map(({ modelName, fields }) => {
		const columns = Object.entries(fields).map(([key, field]) => ({
			name: snake(field.fieldName ?? key),
			type: field.references ? 'uuid' : (SQL_TYPE[String(field.type)] ?? String(field.type)),
			required: field.required !== false,
		}));
		const id = { name: 'id', type: 'uuid', required: true };
		return [snake(modelName), sorted([id, ...columns])] as const;
	});
	return Object.fromEntries(tables);
}

async function actualTables(schema: string): Promise<Record<string, Column[]>> {
	const { rows } = await installation.owner.query<Column & { table: string }>(
		`select table_name as table, column_name as name, data_type as type, is_nullable = 'NO' as required
		from information_schema.columns where table_schema = $1 and table_name like 'auth\\_%'`,
		[schema],
	);
	const tables: Record<string, Column[]> = {};
	for (const { table, ...column } of rows) (tables[table] ??= []).push(column);
	return Object.fromEntries(Object.entries(tables).map(([name, list]) => [name, sorted(list)]));
}

const sorted = (columns: Column[]) =>
	columns.toSorted((one, other) => one.name.localeCompare(other.name));

test('the library keeps the four tables we know of', () => {
	expect(Object.keys(expectedTables()).toSorted()).toEqual([
		...['auth_accounts', 'auth_sessions', 'auth_users', 'auth_verifications'],
	]);
});

test.for(['platform', 'community'] as const)(
	'the auth tables of the %s schema hold exactly what the library expects',
	async (realm) => {
		expect(await actualTables(schemas[realm])).toEqual(expectedTables());
	},
);

test('what the library calls unique is unique, and what it looks up by is indexed', async () => {
	for (const schema of Object.values(schemas))
		for (const { modelName, fields } of Object.values(getAuthTables(options)))
			for (const [key, field] of Object.entries(fields)) {
				if (!field.unique && !field.index) continue;
				const { rows } = await installation.owner.query<{ unique: boolean }>(
					`select i.indisunique as unique from pg_index i
					join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
					where i.indrelid = $1::regclass and a.attname = $2`,
					[`${schema}.${snake(modelName)}`, snake(field.fieldName ?? key)],
				);
				const place = `${schema}.${modelName}.${key}`;
				expect(rows.length, `${place} has an index`).toBeGreaterThan(0);
				if (field.unique)
					expect(
						rows.some(({ unique }) => unique),
						`${place} is unique`,
					).toBe(true);
			}
});

test('nobody who signs in waits for a look at the catalogue, which holds the tables of every community', async () => {
	const { id } = await createTestCommunity(installation);
	const texts: string[] = [];
	const root = new Kysely<unknown>({
		dialect: new PostgresDialect({ pool: installation.owner }),
		plugins: [new CamelCasePlugin()],
		log({ query }) {
			texts.push(query.sql);
		},
	});
	const auth = createAuth({
		...{ db: communityOf(root, id) as unknown as Kysely<never>, secret: 'a'.repeat(40) },
		origin: 'http://localhost',
	});
	await expect(
		auth.api.signInEmail({ body: { email: 'nobody@example.org', password: 'not the password' } }),
	).rejects.toThrow();
	expect(texts.join('\n')).toContain('auth_users');
	expect(texts.filter((text) => text.includes('pg_catalog'))).toEqual([]);
});
