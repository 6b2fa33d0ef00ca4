import type pg from 'pg';
import { UnavailableError } from '@kith/kernel/errors';
import { moduleMigrations } from '../migrations/modules/list.ts';
import { headVersion } from './communities.ts';
import { APP_ROLE } from './installation.ts';
import { transact, withRetries } from './migrate.ts';
import type { Migration } from './migration.ts';
import { quotedSchemaOf } from './schema-name.ts';
import { tablesIn } from './tables-in.ts';

export type ModuleName = keyof typeof moduleMigrations;
/** The modules of one community, each with the version that its tables stand at. */
export type ModuleVersions = Record<string, number>;

const LISTS: ReadonlyMap<string, readonly Migration[]> = new Map(Object.entries(moduleMigrations));

export const MODULES = Object.keys(moduleMigrations) as readonly ModuleName[];

/** The version that a module's tables should be at; undefined for one that this code does not know. */
export const moduleHead = (module: string): number | undefined => LISTS.get(module)?.length;

/** The tables a module brings, as they stand in SQL, parents before what refers to them. */
export const moduleTables = (module: string): readonly string[] =>
	tablesIn((LISTS.get(module) ?? []).flatMap((step) => step.up('s')));

/** The statements that make a module's tables as they were at `version`, or bring them on from `after`. */
export const moduleStatements = (
	schema: string,
	module: string,
	{ after = 0, version = Infinity }: { after?: number; version?: number } = {},
): string[] =>
	(LISTS.get(module) ?? [])
		.filter((step) => step.version > after && step.version <= version)
		.flatMap((step) => [...step.up(schema)]);

/** What the app may not do with a module's tables. */
export const moduleRights = (schema: string, module: string): string[] =>
	(LISTS.get(module) ?? []).flatMap((step) => [...(step.rights?.(schema, APP_ROLE) ?? [])]);

/** The modules a community has. */
export async function modulesOf(
	client: pg.ClientBase | pg.Pool,
	communityId: string,
): Promise<ModuleVersions> {
	const { rows } = await client.query<{ module: string; version: number }>(
		'select module, version from platform.community_modules where community_id = $1 order by module',
		[communityId],
	);
	return Object.fromEntries(rows.map(({ module, version }) => [module, version]));
}

/**
 * Makes a module's tables in a community's schema, in one transaction with the row that says so; does nothing where
 * they are. Under the row that the migrator locks too, one of many who ask at once makes them. `owner` must be the
 * owner's connection. Throws `module.not_ready` while the community itself waits to be migrated.
 */
export async function makeModule(
	owner: pg.ClientBase,
	communityId: string,
	module: ModuleName,
): Promise<void> {
	const schema = quotedSchemaOf(communityId);
	await withRetries(() =>
		transact(owner, async () => {
			const { rows } = await owner.query<{ version: number }>(
				'select version from platform.community_schemas where id = $1 for update',
				[communityId],
			);
			if (rows[0]?.version !== headVersion) throw new UnavailableError('module.not_ready');
			if (module in (await modulesOf(owner, communityId))) return;
			for (const statement of moduleStatements(schema, module)) await owner.query(statement);
			for (const statement of moduleRights(schema, module)) await owner.query(statement);
			await noteModules(owner, communityId, [module]);
		}),
	);
}

/** Writes down that a community has these modules, at their newest version. */
export async function noteModules(
	owner: pg.ClientBase,
	communityId: string,
	modules: readonly string[],
): Promise<void> {
	for (const module of modules)
		await owner.query(
			'insert into platform.community_modules (community_id, module, version) values ($1, $2, $3)',
			[communityId, module, moduleHead(module)],
		);
}
