import type { Migration } from '../../src/migration.ts';

/**
 * What a member has is the union of what they were given, each with its source: `manual`, `onboarding`, `membership`, or
 * `sso:` and the id of a connection. Who gave it alone takes it back.
 */
export const grantsBySource: Migration = {
	version: 35,
	name: 'grants-by-source',
	breaking: true,
	up: (schema) => [
		...['member_roles', 'space_members'].flatMap((table) => [
			`alter table ${schema}.${table} alter column source_id type varchar(44)
				using coalesce('sso:' || source_id::text, 'manual')`,
			`alter table ${schema}.${table} rename column source_id to source`,
			`alter table ${schema}.${table} alter column source set default 'manual',
				alter column source set not null`,
			`alter table ${schema}.${table} drop constraint ${table}_pkey`,
		]),
		`alter table ${schema}.member_roles add primary key (member_id, role_id, source)`,
		`alter table ${schema}.space_members add primary key (space_id, member_id, source)`,
		// What answers to the questions for newcomers opened stood on the member's row alone.
		`update ${schema}.space_members s set source = 'onboarding' from ${schema}.members m
			where m.id = s.member_id and s.source = 'manual'
				and m.onboarding -> 'given' -> 'enteredIds' ? s.space_id::text`,
	],
};
