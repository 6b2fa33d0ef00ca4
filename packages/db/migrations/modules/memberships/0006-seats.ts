import type { Migration } from '../../../src/migration.ts';

/**
 * Seats that one member pays for and others have. A group is a purchase with a number of `seats`, which opens nothing
 * itself; a seat is a membership of whoever has it that names the purchase. What lets people in stands here only as
 * hashes, and sealed for the page and the mails.
 */
export const seats: Migration = {
	version: 6,
	name: 'seats',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.prices drop constraint prices_kind_check`,
		`alter table ${schema}.prices add constraint prices_kind_check
			check (kind in ('recurring', 'lifetime', 'pass', 'instalments', 'open', 'gift', 'group'))`,
		`alter table ${schema}.prices add column least_seats smallint`,
		`alter table ${schema}.prices add column most_seats smallint`,
		`alter table ${schema}.prices add constraint prices_seats_check check (case when kind = 'group'
			then coalesce(least_seats between 1 and most_seats and most_seats <= 1000, false)
			else least_seats is null and most_seats is null end)`,
		`alter table ${schema}.memberships add column seats smallint check (seats > 0)`,
		`alter table ${schema}.memberships add column seat_group_id uuid
			references ${schema}.memberships on delete cascade`,
		`alter table ${schema}.memberships add constraint memberships_group_check
			check ((seats is null or source = 'purchase') and (seat_group_id is null or source = 'seat'))`,
		`drop index ${schema}.memberships_open_idx`,
		`create unique index memberships_open_idx on ${schema}.memberships (member_id, tier_id, source)
			where status <> 'canceled' and seats is null`,
		`create index memberships_seats_idx on ${schema}.memberships (seat_group_id, created_at, id)
			where seat_group_id is not null`,
		`create table ${schema}.seat_groups (
			membership_id uuid primary key references ${schema}.memberships on delete cascade,
			name varchar(80) not null,
			link_hash varchar(64) unique,
			sealed_link varchar(255),
			offered_to uuid references ${schema}.members on delete set null,
			offered_at timestamptz,
			created_at timestamptz not null,
			check ((link_hash is null) = (sealed_link is null))
		)`,
		`create index seat_groups_offered_idx on ${schema}.seat_groups (offered_to)
			where offered_to is not null`,
		`create table ${schema}.seat_invites (
			id uuid primary key,
			membership_id uuid not null references ${schema}.seat_groups on delete cascade,
			email varchar(254) not null,
			token_hash varchar(64) not null unique,
			sealed_token varchar(255) not null,
			created_at timestamptz not null,
			expires_at timestamptz not null,
			unique (membership_id, email)
		)`,
	],
};
