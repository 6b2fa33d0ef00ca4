import type { Migration } from '../../src/migration.ts';

/** An organization is offered to somebody by an invitation after which who sent it steps down; and has settings. */
export const organizationSettings: Migration = {
	version: 4,
	name: 'organization-settings',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.organizations
			add column contact_email varchar(254),
			add column locale varchar(16) not null default 'en',
			add column time_zone varchar(60) not null default 'UTC'`,
		`alter table ${schema}.staff_invitations
			add column inviter_becomes varchar(8) check (inviter_becomes in ('admin', 'nobody')),
			add check (inviter_becomes is null or role = 'owner')`,
		`create unique index staff_invitations_offer_key on ${schema}.staff_invitations (organization_id)
			where inviter_becomes is not null and accepted_at is null and revoked_at is null`,
	],
};
