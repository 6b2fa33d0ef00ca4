import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** So many searches are remembered for a member. */
const REMEMBERED = 20;

/** Puts a search on top of what the member looked for last, where it stands once. */
export const rememberSearch = (db: CommunityDb, memberId: string, text: string) =>
	db
		.updateTable('members')
		.set({
			recentSearches: sql<
				string[]
			>`(array_prepend(${text}::varchar, array_remove(recent_searches, ${text}::varchar)))[1:${sql.lit(REMEMBERED)}]`,
		})
		.where('id', '=', memberId)
		.where(sql<SqlBool>`recent_searches[1] is distinct from ${text}`);

export const recentSearchesOf = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select('recentSearches').where('id', '=', memberId);

/** Forgets one search of a member, or all of them. */
export const forgetSearches = (db: CommunityDb, memberId: string, text: string | null) =>
	db
		.updateTable('members')
		.set({
			recentSearches:
				text === null ? [] : sql<string[]>`array_remove(recent_searches, ${text}::varchar)`,
		})
		.where('id', '=', memberId);
