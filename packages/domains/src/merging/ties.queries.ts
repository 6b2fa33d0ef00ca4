import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { Pair } from './moving.queries.ts';

/** Nothing is left between the two that are one now. */
export const dropTiesBetween = (db: CommunityDb, { from, into }: Pair) =>
	db
		.deleteFrom('relations')
		.where('memberId', 'in', [from, into])
		.where('targetId', 'in', [from, into])
		.returning('kind');

/** What the one that goes thinks of somebody, or somebody of them, and the other has as well. */
export const dropDoubleTies = (db: CommunityDb, { from, into }: Pair) =>
	db.deleteFrom('relations').where((eb) => {
		const kept = eb
			.selectFrom('relations as kept')
			.select(sql`1`.as('one'))
			.whereRef('kept.kind', '=', 'relations.kind');
		return eb.or([
			eb.and([
				eb('relations.memberId', '=', from),
				eb.exists(
					kept
						.where('kept.memberId', '=', into)
						.whereRef('kept.targetId', '=', 'relations.targetId'),
				),
			]),
			eb.and([
				eb('relations.targetId', '=', from),
				eb.exists(
					kept
						.where('kept.targetId', '=', into)
						.whereRef('kept.memberId', '=', 'relations.memberId'),
				),
			]),
		]);
	});

export const moveTies = (db: CommunityDb, { from, into }: Pair) => [
	db.updateTable('relations').set({ memberId: into }).where('memberId', '=', from),
	db.updateTable('relations').set({ targetId: into }).where('targetId', '=', from),
];

/** Who blocks or is blocked neither follows nor is followed: a block of either account is the stricter one. */
export const dropBlockedFollows = (db: CommunityDb, { into }: Pair) =>
	db
		.deleteFrom('relations')
		.where('kind', '=', 'follow')
		.where((eb) => eb.or([eb('memberId', '=', into), eb('targetId', '=', into)]))
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('relations as blocks')
					.select(sql`1`.as('one'))
					.where('blocks.kind', '=', 'block')
					.where(
						sql<SqlBool>`(blocks.member_id, blocks.target_id) in
							((relations.member_id, relations.target_id), (relations.target_id, relations.member_id))`,
					),
			),
		);

/** What either account muted is not followed: muting is the stricter one. */
export const dropMutedFollows = (db: CommunityDb, { from, into }: Pair) =>
	db
		.updateTable('spaceVisits')
		.set({ followedAt: null })
		.where('memberId', 'in', [from, into])
		.where('followedAt', 'is not', null)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('spaceVisits as mutes')
					.select(sql`1`.as('one'))
					.where('mutes.memberId', 'in', [from, into])
					.whereRef('mutes.spaceId', '=', 'spaceVisits.spaceId')
					.where('mutes.mutedAt', 'is not', null),
			),
		);

/** Those whose view of others hangs on what they think of either, or either of them. */
export const whoAvoids = (db: CommunityDb, { from }: Pair) =>
	db
		.selectFrom('relations')
		.select(
			sql<string>`case when member_id = ${from}::uuid then target_id else member_id end`.as('id'),
		)
		.distinct()
		.where('kind', 'in', ['block', 'mute'])
		.where((eb) => eb.or([eb('memberId', '=', from), eb('targetId', '=', from)]));

/** Puts the bookmarks of a folder into the one of the same name that the one that stays has, and lets the folder go. */
export const joinFolders = (db: CommunityDb, { from, into }: Pair) =>
	db
		.with('same', (inner) =>
			inner
				.selectFrom('bookmarkFolders as theirs')
				.innerJoin('bookmarkFolders as kept', 'kept.name', 'theirs.name')
				.select(['theirs.id as goneId', 'kept.id as keptId'])
				.where('theirs.memberId', '=', from)
				.where('kept.memberId', '=', into),
		)
		.updateTable('bookmarks')
		.from('same')
		.set((eb) => ({ folderId: eb.ref('same.keptId') }))
		.whereRef('bookmarks.folderId', '=', 'same.goneId');

export const dropJoinedFolders = (db: CommunityDb, { from, into }: Pair) =>
	db
		.deleteFrom('bookmarkFolders')
		.where('memberId', '=', from)
		.where('name', 'in', (eb) =>
			eb.selectFrom('bookmarkFolders as kept').select('name').where('kept.memberId', '=', into),
		);

/** Of posts that several write: each is named once, and nobody beside themselves. */
export const moveShared = (db: CommunityDb, { from, into }: Pair) => {
	const author = sql`case when author_id = ${from}::uuid then ${into}::uuid else author_id end`;
	const authors = sql<string[]>`array_replace(co_author_ids, ${from}::uuid, ${into}::uuid)`;
	const invited = sql<string[]>`array_replace(invited_author_ids, ${from}::uuid, ${into}::uuid)`;
	const once = (ids: typeof authors) => sql`array(select id
		from unnest(${ids}) with ordinality as named(id, place) group by id order by min(place))`;
	return db
		.updateTable('posts')
		.set({
			coAuthorIds: sql<string[]>`array_remove(${once(authors)}, ${author})`,
			invitedAuthorIds: sql<string[]>`array(select id
				from unnest(${once(invited)}) with ordinality as named(id, place)
				where id <> ${author} and id <> all(${authors}) order by place)`,
		})
		.where(sql<SqlBool>`(co_author_ids <> '{}' or invited_author_ids <> '{}')`)
		.where(
			sql<SqlBool>`(author_id in (${from}, ${into}) or ${from}::uuid = any(co_author_ids || invited_author_ids))`,
		);
};

/** Of two open changes to one text by the two, the one of who stays is left. */
export const dropDoubleChanges = (db: CommunityDb, { from, into }: Pair) =>
	db
		.deleteFrom('submissions')
		.where('authorId', '=', from)
		.where('revisesId', 'is not', null)
		.where('state', '<>', 'published')
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('submissions as kept')
					.select(sql`1`.as('one'))
					.where('kept.authorId', '=', into)
					.where('kept.state', '<>', 'published')
					.whereRef('kept.revisesId', '=', 'submissions.revisesId'),
			),
		);

export const moveNotes = (db: CommunityDb, { from, into }: Pair) =>
	db
		.updateTable('history')
		.set({ subjectId: into })
		.where('subjectId', '=', from)
		.where('subjectKind', '=', 'member');

/** What of a history was about a member. */
export const moveNamed = (db: CommunityDb, { from, into }: Pair) =>
	db
		.updateTable('history')
		.set({ details: sql`jsonb_set(details, '{memberId}', to_jsonb(${into}::text))` })
		.where(sql<SqlBool>`details ->> 'memberId' = ${from}`);

/** What both use is the one's now; in one statement, so that it is never counted twice. */
export const addUsage = (db: CommunityDb, { from, into }: Pair) =>
	db
		.with('gone', (inner) =>
			inner.deleteFrom('storageUsage').where('ownerId', '=', from).returning(['bytes', 'files']),
		)
		.insertInto('storageUsage')
		.columns(['ownerId', 'bytes', 'files'])
		.expression((eb) =>
			eb
				.selectFrom('gone')
				.select([sql<string>`${into}::uuid`.as('ownerId'), 'gone.bytes', 'gone.files']),
		)
		.onConflict((conflict) =>
			conflict.column('ownerId').doUpdateSet({
				bytes: sql`storage_usage.bytes + excluded.bytes`,
				files: sql`storage_usage.files + excluded.files`,
			}),
		);
