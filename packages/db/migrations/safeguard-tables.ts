/** What people prove who they are with beside their password; the same for staff and for a community's members. */
export function safeguardTables(schema: string): string[] {
	return [
		`alter table ${schema}.auth_sessions add column proved_at timestamptz, add column factor text`,
		`create table ${schema}.safeguards (
			user_id uuid primary key references ${schema}.auth_users on delete cascade,
			totp_secret text,
			totp_confirmed_at timestamptz,
			totp_step integer not null default 0,
			recovery_hashes text[] not null default '{}',
			device_hashes text[] not null default '{}'
		)`,
		// The id is made from the credential's own, so that one index finds it and keeps it unique.
		`create table ${schema}.passkeys (
			id uuid primary key,
			user_id uuid not null references ${schema}.auth_users on delete cascade,
			credential_id text not null,
			public_key text not null,
			counter bigint not null,
			transports text[] not null default '{}',
			host varchar(253) not null,
			name varchar(60) not null,
			created_at timestamptz not null,
			last_used_at timestamptz
		)`,
		`create index passkeys_user_idx on ${schema}.passkeys (user_id)`,
	];
}
