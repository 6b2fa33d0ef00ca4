import { sql, type SqlBool } from 'kysely';
import type { MemberSort } from './members.schema.ts';

/** What a list is ordered by, as its cursor carries it; each order has its index. */
export const PLACE = {
	newest: sql<string>`to_char(members.joined_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
	name: sql<string>`lower(members.name)`,
	active: sql<string>`members.active_on::text`,
};

/** What comes after a place of a list. */
export const beyond = (sort: MemberSort, [place, id]: readonly [string, string]) =>
	({
		newest: sql<SqlBool>`(members.joined_at, members.id) < (${place}::timestamptz, ${id}::uuid)`,
		name: sql<SqlBool>`(lower(members.name), members.id) > (${place}, ${id}::uuid)`,
		active: sql<SqlBool>`(members.active_on, members.id) < (${place}::date, ${id}::uuid)`,
	})[sort];
