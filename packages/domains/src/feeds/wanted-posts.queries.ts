import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { MOST_LISTED } from './feeds.schema.ts';
import { newestOf } from './latest.queries.ts';
import { within, type Scope } from './quiet.queries.ts';

type Condition = (eb: ExpressionBuilder<CommunityTables, 'posts'>) => Expression<SqlBool>;

/**
 * So many rows are taken of all spaces together, unless that were less than a page of one: what the loudest of many
 * spaces had beyond it would be on no page.
 */
const MOST = 10_000;
const A_PAGE = MOST_LISTED + 1;

/**
 * The spaces that are looked into one by one, because the reader muted others: what they muted may be nearly all there
 * is, and is not walked through. Null where nothing is muted; kinds have an order of time of their own.
 */
export const lookedInto = ({ reader, kind, state }: Scope): readonly string[] | null =>
	kind === undefined && state === undefined ? reader.spaces : null;

/** A row of each of some spaces, called `open`. */
export const eachSpace = (spaceIds: readonly string[]) =>
	sql<{ spaceId: string }>`unnest(${[...spaceIds]}::uuid[])`.as<'open'>(sql`open(space_id)`);

/** Where posts are taken from for a list of the newest: all there are, or the last of each space that is looked into. */
export const newestWanted = (db: CommunityDb, scope: Scope, most: number, only: Condition) => {
	const all = db.selectFrom('posts');
	const spaces = lookedInto(scope);
	if (spaces === null) return all;
	const each = Math.min(most, Math.max(Math.floor(MOST / spaces.length), A_PAGE));
	const latest = db
		.selectFrom(eachSpace(spaces))
		.innerJoinLateral(
			(eb) =>
				newestOf(eb as unknown as CommunityDb, 'spaceId', sql<string>`open.space_id`)
					.selectAll('posts')
					.where(within({ ...scope, reader: { ...scope.reader, spaces: null } }))
					.where(only)
					.limit(each)
					.as('latest'),
			(join) => join.onTrue(),
		)
		.selectAll('latest');
	// It has the columns of posts and their name: to the compiler it is a table of its own.
	return db.selectFrom(latest.as('posts')) as unknown as typeof all;
};
