import { sql, type AliasedRawBuilder, type RawBuilder } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { COUNTED, type Counted } from './merging.schema.ts';
import type { Pair } from './moving.queries.ts';

/** Where each kind of thing lies, what of it counts, and by what two of them are the same. */
type Lies = {
	table: string;
	column: string;
	by?: readonly string[];
	only?: RawBuilder<boolean>;
	/** What is counted once where several rows speak of it. */
	once?: RawBuilder<unknown>;
};

const follows = sql<boolean>`things.kind = 'follow'`;
const LIE: Readonly<Record<Counted, Lies>> = {
	posts: { table: 'posts', column: 'authorId' },
	comments: { table: 'comments', column: 'authorId' },
	reactions: { table: 'reactions', column: 'memberId', by: ['subjectId', 'emoji'] },
	votes: { table: 'votes', column: 'memberId', by: ['postId'] },
	ballots: { table: 'ballots', column: 'memberId', by: ['postId'] },
	documents: { table: 'documents', column: 'authorId' },
	files: { table: 'files', column: 'ownerId' },
	following: { table: 'relations', column: 'memberId', by: ['kind', 'targetId'], only: follows },
	followers: { table: 'relations', column: 'targetId', by: ['kind', 'memberId'], only: follows },
	spaces: {
		table: 'spaceMembers',
		column: 'memberId',
		by: ['spaceId'],
		once: sql`distinct things.space_id`,
	},
	tags: { table: 'tagFollows', column: 'memberId', by: ['tagId'] },
	bookmarks: { table: 'bookmarks', column: 'memberId', by: ['postId'] },
	drafts: { table: 'drafts', column: 'memberId', by: ['key'] },
	submissions: {
		...{ table: 'submissions', column: 'authorId' },
		only: sql<boolean>`things.state <> 'published'`,
	},
	notes: {
		...{ table: 'history', column: 'subjectId' },
		only: sql<boolean>`things.subject_kind = 'member'`,
	},
	invitations: { table: 'invitations', column: 'invitedBy' },
};

// Which table and column it is comes from the list above: to the compiler all of them look like these.
const asThings = (table: string) => `${table} as things` as 'spaceVisits as things';
const asKept = (table: string) => `${table} as kept` as 'spaceVisits as kept';
const ownColumn = (column: string) => `things.${column}` as 'things.memberId';
const keptColumn = (column: string) => `kept.${column}` as 'kept.memberId';

function counted(db: CommunityDb, what: Counted, memberId: string, doubleOf: string | null) {
	const { table, column, by, only, once } = LIE[what];
	if (doubleOf !== null && !by) return sql<number>`0`.as(what);
	const count = db
		.selectFrom(asThings(table))
		.select(sql<number>`count(${once ?? sql`*`})::int`.as('count'))
		.where(ownColumn(column), '=', memberId)
		.$if(only !== undefined, (query) => query.where(only ?? sql<boolean>`true`))
		.$if(doubleOf !== null, (query) =>
			query.where((eb) =>
				eb.exists(
					(by ?? []).reduce(
						(kept, key) => kept.whereRef(keptColumn(key), '=', ownColumn(key)),
						eb
							.selectFrom(asKept(table))
							.select(sql`1`.as('one'))
							.where(keptColumn(column), '=', doubleOf ?? ''),
					),
				),
			),
		);
	return sql<number>`(${count})`.as(what);
}

type Row = AliasedRawBuilder<number, Counted>[];

/** How much of each kind an account has. One statement. */
export const countsOf = (db: CommunityDb, memberId: string) =>
	db.selectNoFrom(COUNTED.map((what) => counted(db, what, memberId, null)) as Row);

/** How much of each kind both have, of what one can have once. One statement. */
export const doublesOf = (db: CommunityDb, { from, into }: Pair) =>
	db.selectNoFrom(COUNTED.map((what) => counted(db, what, from, into)) as Row);
