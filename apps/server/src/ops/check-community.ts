import type pg from 'pg';
import { communityTables, headVersion } from '@kith/db/communities';
import { moduleHead, modulesOf, moduleTables, type ModuleVersions } from '@kith/db/modules';
import { DOWN } from '@kith/domains/reactions/schema';
import { quotedSchemaOf } from '@kith/db/schema-name';
import type { Finding } from './finding.ts';
import type { FoundCommunity } from './find-community.ts';

/** Checks one community: its schema, its version, and that every counter says what the rows say. */
export async function checkCommunity(
	owner: pg.Pool,
	{ id, slug, status, version, waits }: FoundCommunity,
): Promise<Finding[]> {
	const schema = quotedSchemaOf(id);
	if (status === 'deleting' && waits)
		return [{ ok: true, what: `${slug}: is closed, and can be kept for some days` }];
	if (status === 'deleting')
		return [
			{
				...{ ok: false, what: `${slug}: is half deleted` },
				todo: `Finish it: npm run ops -- communities drop ${slug} --yes`,
			},
		];
	const modules = await modulesOf(owner, id);
	const missing = await missingTables(owner, schema, [
		...communityTables,
		...Object.keys(modules).flatMap(moduleTables),
	]);
	const isAtHead = version === headVersion;
	const findings: Finding[] = [
		{
			...{ ok: missing.length === 0, what: `${slug}: has its tables${listed(missing)}` },
			todo: 'Restore the schema from a backup (docs/runbooks/deploy.md).',
		},
		{
			...{ ok: isAtHead, what: `${slug}: schema version ${version} of ${headVersion}` },
			todo: 'npm run ops -- communities migrate',
		},
		...moduleFindings(slug, modules),
	];
	// Counters of another version may be other counters.
	if (missing.length > 0 || !isAtHead) return findings;
	return [...findings, ...(await counterFindings(owner, schema, slug))];
}

function moduleFindings(slug: string, modules: ModuleVersions): Finding[] {
	return Object.entries(modules).map(([module, version]) => ({
		ok: version === moduleHead(module),
		what: `${slug}: module ${module} at version ${version} of ${moduleHead(module) ?? 'none'}`,
		todo: 'npm run ops -- communities migrate',
	}));
}

function listed(missing: readonly string[]): string {
	return missing.length > 0 ? `; missing: ${missing.join(', ')}` : '';
}

async function missingTables(
	owner: pg.Pool,
	schema: string,
	tables: readonly string[],
): Promise<string[]> {
	const { rows } = await owner.query<{ name: string }>(
		`select name from unnest($1::text[]) as name where to_regclass($2 || '.' || name) is null`,
		[tables, schema],
	);
	return rows.map(({ name }) => name);
}

/** Votes down count against. */
const worth = (schema: string) =>
	`select coalesce(sum(case emoji when '${DOWN}' then -1 else 1 end), 0) from ${schema}.reactions r`;

const COUNTERS: Readonly<Record<string, (schema: string) => string>> = {
	'posts.comment_count': (schema) =>
		`${schema}.posts p where comment_count <> (select count(*) from ${schema}.comments c
			where c.post_id = p.id and c.status = 'published')`,
	'posts.reaction_count': (schema) =>
		`${schema}.posts p where reaction_count <> (${worth(schema)} where r.subject_id = p.id)`,
	'comments.reaction_count': (schema) =>
		`${schema}.comments c where reaction_count <> (${worth(schema)} where r.subject_id = c.id)`,
	'spaces.post_count': (schema) =>
		`${schema}.spaces s where post_count <> (select count(*) from ${schema}.posts p
			where p.space_id = s.id and p.status = 'published')`,
};

async function counterFindings(owner: pg.Pool, schema: string, slug: string): Promise<Finding[]> {
	const columns = Object.entries(COUNTERS).map(
		([name, rows]) => `(select count(*)::int from ${rows(schema)}) as "${name}"`,
	);
	const { rows } = await owner.query<Record<string, number>>(`select ${columns.join(', ')}`);
	return Object.entries(rows[0] ?? {}).map(([name, wrong]) => ({
		ok: wrong === 0,
		what: `${slug}: ${name} equals the rows${wrong > 0 ? `; wrong in ${wrong} of them` : ''}`,
		todo: 'A change did not commit whole. Keep a dump of the schema and report it with the log of that time.',
	}));
}
