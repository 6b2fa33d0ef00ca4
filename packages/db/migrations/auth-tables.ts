/** The tables better-auth keeps, written by hand for a schema; a test holds them against what the library expects. */
export function authTables(schema: string): string[] {
	return [
		`create table ${schema}.auth_users (
			id uuid primary key,
			name text not null,
			email text not null unique,
			email_verified boolean not null default false,
			image text,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now()
		)`,
		`create table ${schema}.auth_sessions (
			id uuid primary key,
			user_id uuid not null references ${schema}.auth_users on delete cascade,
			token text not null unique,
			expires_at timestamptz not null,
			ip_address text,
			user_agent text,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now()
		)`,
		`create index auth_sessions_user_idx on ${schema}.auth_sessions (user_id)`,
		`create table ${schema}.auth_accounts (
			id uuid primary key,
			user_id uuid not null references ${schema}.auth_users on delete cascade,
			account_id text not null,
			provider_id text not null,
			access_token text,
			refresh_token text,
			id_token text,
			access_token_expires_at timestamptz,
			refresh_token_expires_at timestamptz,
			scope text,
			password text,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now()
		)`,
		`create index auth_accounts_user_idx on ${schema}.auth_accounts (user_id)`,
		`create table ${schema}.auth_verifications (
			id uuid primary key,
			identifier text not null,
			value text not null,
			expires_at timestamptz not null,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now()
		)`,
		`create index auth_verifications_identifier_idx on ${schema}.auth_verifications (identifier)`,
	];
}
