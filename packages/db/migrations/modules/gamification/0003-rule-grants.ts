import type { Migration } from '../../../src/migration.ts';

/**
 * Roles and spaces that rules bring: since when and until when, null for good. Rows are kept when they are over, so that
 * members can read what they had and why. What a member has by rules is the union of the open ones.
 */
export const ruleGrants: Migration = {
	version: 3,
	name: 'rule-grants',
	breaking: false,
	up: (schema) => [
		`create table ${schema}.rule_grants (
			id uuid primary key,
			member_id uuid not null references ${schema}.members on delete cascade,
			rule_id uuid not null references ${schema}.point_rules,
			role_id uuid references ${schema}.roles on delete cascade,
			space_id uuid references ${schema}.spaces on delete cascade,
			since timestamptz not null,
			until timestamptz check (until > since),
			noted_at timestamptz not null,
			ended_at timestamptz,
			is_seen boolean not null default false,
			check (num_nonnulls(role_id, space_id) = 1)
		)`,
		`create unique index rule_grants_open_idx on ${schema}.rule_grants
			(member_id, rule_id, role_id, space_id) nulls not distinct where ended_at is null`,
		`create index rule_grants_log_idx on ${schema}.rule_grants (member_id, noted_at desc, id desc)`,
		`create index rule_grants_end_idx on ${schema}.rule_grants (until)
			where ended_at is null and until is not null`,
		`create index rule_grants_rule_idx on ${schema}.rule_grants (rule_id)`,
	],
};
