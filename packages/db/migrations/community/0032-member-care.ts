import type { Migration } from '../../src/migration.ts';

const allow = (...permissions: string[]) =>
	JSON.stringify(Object.fromEntries(permissions.map((permission) => [permission, 'allow'])));

/**
 * What staff keep of members: who is held back, why and until when; what is being done to many at once. Staged members
 * were brought in from a list and have not come yet. Two indexes make room for the new ones: a bookmark's key leads with
 * the post (a member's own are found by their list), and roles in spaces are few enough to be read whole.
 */
export const memberCare: Migration = {
	version: 32,
	name: 'member-care',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.members drop constraint members_status_check`,
		`alter table ${schema}.members
			add constraint members_status_check
				check (status in ('active', 'pending', 'staged', 'suspended', 'removed')),
			add column restriction varchar(10)
				check (restriction in ('silenced', 'suspended', 'banned')),
			add column restricted_until timestamptz,
			add column restriction_details jsonb not null default '{}',
			add column request jsonb,
			add column invitation_id uuid`,
		// Notes on members lie beside what became of posts and comments.
		`alter table ${schema}.history
			drop constraint history_subject_kind_check,
			add constraint history_subject_kind_check
				check (subject_kind in ('post', 'comment', 'member'))`,
		`create table ${schema}.member_batches (
			id uuid primary key,
			kind varchar(10) not null check (kind in ('bulk', 'import')),
			state varchar(10) not null,
			task jsonb not null,
			total integer not null default 0,
			done integer not null default 0,
			results jsonb not null default '{}',
			started_by uuid,
			created_at timestamptz not null,
			undo_until timestamptz
		)`,
		`create table ${schema}.member_batch_items (
			batch_id uuid not null references ${schema}.member_batches on delete cascade,
			position integer not null,
			member_id uuid,
			outcome varchar(20),
			before jsonb,
			primary key (batch_id, position)
		)`,
		`alter table ${schema}.invitations
			add column space_id uuid references ${schema}.spaces on delete set null`,
		`alter table ${schema}.bookmarks
			drop constraint bookmarks_pkey,
			add constraint bookmarks_pkey primary key (post_id, member_id)`,
		`drop index ${schema}.bookmarks_post_idx`,
		`drop index ${schema}.scoped_roles_space_idx`,
		`update ${schema}.roles
			set permissions = permissions || '${allow('members:silence', 'members:note')}', version = version + 1
			where key = 'moderator'`,
		`update ${schema}.roles
			set permissions = permissions || '${allow(
				...(['members:silence', 'members:ban', 'members:approve', 'members:note'] as const),
			)}',
				version = version + 1
			where key = 'admin' or permissions->>'members:manage' = 'allow'`,
	],
};
