import { expect, test } from 'vitest';
import { communityMigrations } from '../migrations/community/list.ts';
import { moduleMigrations } from '../migrations/modules/list.ts';
import { platformMigrations } from '../migrations/platform/list.ts';
import { streamMigrations } from '../migrations/streams/list.ts';
import { besideTraffic } from './build-indexes.ts';
import { communityStatements } from './communities.ts';

const SCHEMA = '"c_000000000000"';

const statements = {
	community: communityMigrations.flatMap((step) => step.up(SCHEMA)),
	'new community': communityStatements(SCHEMA),
	modules: Object.values(moduleMigrations).flatMap((steps) =>
		steps.flatMap((step) => step.up(SCHEMA)),
	),
	platform: platformMigrations.flatMap((step) => step.up('platform')),
	streams: streamMigrations.flatMap((step) => step.up('streams')),
};

/** What breaks when a community or the outbox moves to a distributed cluster (docs/decisions/0001). */
const FORBIDDEN = [
	/\bdo\s+\$|\$\w*\$/i,
	/\btrigger\b/i,
	/\bfunction\b|\bprocedure\b/i,
	/\bserial\d?\b|\bbigserial\b|\bsmallserial\b/i,
	/\bidentity\b|\bsequence\b|\bnextval\b/i,
	/\bnotify\b|\blisten\b/i,
];

const withoutTexts = (statement: string) => statement.replaceAll(/'(?:[^']|'')*'/g, "''");

test.each(Object.entries(statements))('%s: every statement is a single one', (_, all) => {
	for (const statement of all) expect(withoutTexts(statement)).not.toContain(';');
});

test.each(Object.entries(statements))('%s: no triggers, functions, sequences', (_, all) => {
	for (const statement of all)
		for (const pattern of FORBIDDEN) expect(withoutTexts(statement)).not.toMatch(pattern);
});

test.each(['community', 'new community', 'modules'] as const)(
	'%s: no name and no foreign key leaves the schema',
	(kind) => {
		for (const statement of statements[kind]) {
			expect(statement).not.toMatch(/\b(platform|streams|public)\./);
			for (const [, target] of withoutTexts(statement).matchAll(/references\s+(\S+?)\.\w+/gi))
				expect(target).toBe(SCHEMA);
			expect(withoutTexts(statement)).not.toMatch(/references\s+\w+[\s(,)]/i);
		}
	},
);

test('every table, index and constraint of a community is made in its schema', () => {
	for (const statement of [...statements['new community'], ...statements.modules])
		expect(statement).toMatch(
			/^create schema "|^(create|alter) table "c_0{12}"\.|^create (unique )?index \w+ on "c_0{12}"\.|^drop index "c_0{12}"\.|^update "c_0{12}"\./i,
		);
});

test('a step beside the traffic builds indexes and nothing else', () => {
	const all = [...communityMigrations, ...Object.values(moduleMigrations).flat()];
	for (const step of all.filter(({ concurrently }) => concurrently))
		for (const statement of step.up(SCHEMA))
			expect(besideTraffic(statement, SCHEMA)).toHaveLength(2);
	expect(besideTraffic(`create unique index a_idx on ${SCHEMA}.a (b) where c`, SCHEMA)).toEqual([
		`drop index concurrently if exists ${SCHEMA}.a_idx`,
		`create unique index concurrently a_idx on ${SCHEMA}.a (b) where c`,
	]);
	for (const other of [`alter table ${SCHEMA}.a add column b text`, 'create index on a (b)'])
		expect(() => besideTraffic(other, SCHEMA)).toThrow('may only build indexes');
});
