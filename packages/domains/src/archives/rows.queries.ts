import type { PlatformDb } from '@kith/db/handles';
import { quotedSchemaOf } from '@kith/db/schema-name';
import { insertRows, type OwnerClient } from '@kith/db/community-rows';
import { KEPT_SETTINGS } from './contents.ts';

const names = (values: Iterable<string>) => [...values].map((value) => `'${value}'`).join(', ');

/** Which rows of a table leave the community, where not all do. */
export const ONLY_ROWS: Readonly<Record<string, (communityId: string) => string>> = {
	files: () => `state = 'ready'`,
	// A role that hangs on working for the organization stays with the organization.
	member_roles: (id) => `not exists (select from ${quotedSchemaOf(id)}.settings s
		where s.key = 'entryRoles' and s.value -> member_id::text ->> 'roleId' = role_id::text)`,
	settings: () => `key in (${names(KEPT_SETTINGS)})`,
};

/** The order of rows, where it matters to who reads them. */
export const ORDERS: Readonly<Record<string, string>> = { audit_entries: 'at, number' };

/** Runs `work` on one unchanging picture of the database. */
export async function transactionAt<T>(client: OwnerClient, work: () => Promise<T>): Promise<T> {
	await client.query('begin isolation level repeatable read read only');
	try {
		const done = await work();
		await client.query('commit');
		return done;
	} catch (error) {
		await client.query('rollback').catch(() => {});
		throw error;
	}
}

/** Runs `work` in a transaction that is only kept when `isKept`; either way it is found out whether it would commit. */
export async function transactionThat<T>(
	client: OwnerClient,
	isKept: boolean,
	work: () => Promise<T>,
): Promise<T> {
	await client.query('begin');
	try {
		const done = await work();
		await client.query(isKept ? 'commit' : 'rollback');
		return done;
	} catch (error) {
		await client.query('rollback').catch(() => {});
		throw error;
	}
}

const ownerRole = (at: string) => `(select id from ${at}.roles where key = 'owner')`;

/** Whether the roles that every community has are there. */
export async function hasRoles(
	client: OwnerClient,
	communityId: string,
	keys: Iterable<string>,
): Promise<boolean> {
	const wanted = [...keys];
	const { rows } = await client.query<{ count: number }>(
		`select count(*)::int as count from ${quotedSchemaOf(communityId)}.roles where key = any($1)`,
		[wanted],
	);
	return rows[0]?.count === wanted.length;
}

type Owner = {
	userId: string;
	memberId: string;
	email: string;
	name: string;
	handle: string;
	now: Date;
};

/** Nobody owns the community but `owner`, who is known by their address or made a member. Returns the member's id. */
export async function giveOwner(
	client: OwnerClient,
	communityId: string,
	owner: Owner,
): Promise<string> {
	const at = quotedSchemaOf(communityId);
	const { userId, memberId, email, name, handle, now } = owner;
	await client.query(`delete from ${at}.member_roles where role_id = ${ownerRole(at)}`);
	await client.query(`delete from ${at}.scoped_roles where role_id = ${ownerRole(at)}`);
	const user = await client.query<{ id: string }>(
		`insert into ${at}.auth_users (id, email, name, email_verified) values ($1, $2, $3, true)
		on conflict (email) do update set email_verified = true returning id`,
		[userId, email, name],
	);
	const member = await client.query<{ id: string }>(
		`insert into ${at}.members (id, user_id, handle, name, status, joined_at)
		values ($1, $2, $3, $4, 'active', $5)
		on conflict (user_id) do update set status = 'active' returning id`,
		[memberId, user.rows[0]?.id, handle, name, now],
	);
	const id = member.rows[0]?.id ?? memberId;
	await client.query(
		`insert into ${at}.member_roles (member_id, role_id) values ($1, ${ownerRole(at)})`,
		[id],
	);
	return id;
}

/** Counts what is kept by whom anew. */
export async function countStorage(
	client: OwnerClient,
	communityId: string,
	everybody: string,
): Promise<void> {
	const at = quotedSchemaOf(communityId);
	await client.query(
		`insert into ${at}.storage_usage (owner_id, bytes, files)
		select coalesce(owner_id, $1), sum(bytes), count(*) from ${at}.files
		where owner_id is not null group by 1
		union all select $1::uuid, coalesce(sum(bytes), 0), count(*) from ${at}.files`,
		[everybody],
	);
}

/** What was to be reminded of before the archive came here was reminded of there: nobody is mailed for the past. */
export async function forgetPastReminders(
	client: OwnerClient,
	communityId: string,
	now: Date,
): Promise<void> {
	const at = quotedSchemaOf(communityId);
	await client.query(`update ${at}.bookmarks set remind_at = null where remind_at <= $1`, [now]);
}

/** Members who hold one of these roles. */
export async function countHolders(
	client: OwnerClient,
	communityId: string,
	permissions: readonly string[],
): Promise<number> {
	const at = quotedSchemaOf(communityId);
	const { rows } = await client.query<{ count: number }>(
		`select count(distinct m.member_id)::int as count from ${at}.member_roles m
		join ${at}.roles r on r.id = m.role_id
		where r.key = 'owner' or exists (select from jsonb_each_text(r.permissions) p
			where p.key = any($1) and p.value = 'allow')`,
		[permissions],
	);
	return rows[0]?.count ?? 0;
}

/** What a source gave that does not come along would be taken back by nobody: it becomes the community's own. */
export async function adoptGrants(
	client: OwnerClient,
	communityId: string,
	sources: readonly string[],
): Promise<void> {
	const at = quotedSchemaOf(communityId);
	for (const [table, column] of [
		['member_roles', 'role_id'],
		['space_members', 'space_id'],
		['scoped_roles', 'role_id, space_id'],
	]) {
		await client.query(
			`insert into ${at}.${table} (member_id, ${column})
			select distinct member_id, ${column} from ${at}.${table} where source <> all($1)
			on conflict do nothing`,
			[sources],
		);
		await client.query(`delete from ${at}.${table} where source <> all($1)`, [sources]);
	}
}

/** What opens a role that could take the community over is not on sale before somebody who may says so again. */
export async function putAwayStrongTiers(
	client: OwnerClient,
	communityId: string,
	permissions: readonly string[],
): Promise<void> {
	const at = quotedSchemaOf(communityId);
	await client.query(
		`update ${at}.tiers set status = 'archived' where status = 'published' and exists (
			select from jsonb_array_elements(entitlements) e
				join ${at}.roles r on r.id::text = e ->> 'roleId'
				where r.key = 'owner' or exists (select from jsonb_each_text(r.permissions) p
					where p.key = any($1) and p.value = 'allow'))`,
		[permissions],
	);
}

/** What a group pays for does not come along: its seats end when what was paid for does. */
export const endSeats = (client: OwnerClient, communityId: string): Promise<unknown> => {
	const at = quotedSchemaOf(communityId);
	return client.query(
		`update ${at}.memberships seat set ends_at = paying.ends_at from ${at}.memberships paying
			where paying.id = seat.seat_group_id and seat.ends_at is null`,
	);
};

/** Only what has tables is switched on. */
export async function keepModules(
	client: OwnerClient,
	communityId: string,
	modules: readonly string[],
): Promise<void> {
	await client.query(
		`update ${quotedSchemaOf(communityId)}.settings set value = coalesce((
			select jsonb_object_agg(m.key, m.value) from jsonb_each(value) m where m.key = any($1)), '{}')
		where key = 'modules'`,
		[modules],
	);
}

/** Keeps a setting, in the form the database has them in. */
export const putSetting = (
	client: OwnerClient,
	communityId: string,
	key: string,
	value: unknown,
	now: Date,
) =>
	insertRows(
		client,
		{ communityId, table: 'settings', columns: ['key', 'value', 'updated_at', 'version'] },
		[{ key, value, updated_at: now.toISOString(), version: 1 }],
	);

type NewCommunity = {
	id: string;
	organizationId: string;
	slug: string;
	skeleton: string;
	name: string;
	template: string;
	locale: string;
	createdBy: string;
	now: Date;
	version: number;
};

/** Puts a filled schema into the list of communities. */
export async function enlist(client: OwnerClient, community: NewCommunity): Promise<void> {
	const { id, organizationId, slug, skeleton, name, template, locale, createdBy, now } = community;
	await client.query(
		`insert into platform.community_schemas (id, placement, version, state, claimed_at)
		values ($1, 'main', $2, 'claimed', $3)`,
		[id, community.version, now],
	);
	await client.query(
		`insert into platform.communities (id, organization_id, slug, skeleton, name, template, locale,
			status, created_by, created_at, seeded_at, live_at)
		values ($1, $2, $3, $4, $5, $6, $7, 'live', $8, $9, $9, $9)`,
		[id, organizationId, slug, skeleton, name, template, locale, createdBy, now],
	);
}

export const schemaVersionOf = (db: PlatformDb, communityId: string) =>
	db.selectFrom('communitySchemas').select('version').where('id', '=', communityId);

/** The keys of settings that do not leave the community. */
export async function otherSettings(client: OwnerClient, communityId: string): Promise<string[]> {
	const { rows } = await client.query<{ key: string }>(
		`select key from ${quotedSchemaOf(communityId)}.settings
		where key not in (${names(KEPT_SETTINGS)}) order by key limit 50`,
	);
	return rows.map(({ key }) => key);
}
