import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** Counts a search of today by its words, and forgets what was looked for more than a year ago. */
export const countTerm = (
	db: CommunityDb,
	{ day, term, isMiss }: { day: string; term: string; isMiss: boolean },
) =>
	db
		.with('forgotten', (old) =>
			old.deleteFrom('searchTerms').where('day', '<', sql<Date>`${day}::date - 365`),
		)
		.insertInto('searchTerms')
		.values({ day, term, searches: 1, misses: isMiss ? 1 : 0 })
		.onConflict((conflict) =>
			conflict.columns(['day', 'term']).doUpdateSet({
				searches: sql<number>`search_terms.searches + 1`,
				misses: sql<number>`search_terms.misses + excluded.misses`,
			}),
		);

export const termsSince = (
	db: CommunityDb,
	{ since, missesOnly }: { since: string; missesOnly: boolean },
) =>
	db
		.selectFrom('searchTerms')
		.select([
			'term',
			sql<number>`sum(searches)::int`.as('searches'),
			sql<number>`sum(misses)::int`.as('misses'),
		])
		.where('day', '>=', sql<Date>`${since}::date`)
		.groupBy('term')
		.$if(missesOnly, (query) => query.having(sql<SqlBool>`sum(misses) > 0`))
		.orderBy(missesOnly ? 'misses' : 'searches', 'desc')
		.orderBy('term')
		.limit(100);
