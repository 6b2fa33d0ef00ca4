import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { DEED_KINDS, type DeedKind } from './gamification.schema.ts';
import { SOURCES, type Source } from './sources.queries.ts';

/** Of which deeds the truth is asked: all of these kinds that hang on one post, on one thing, or on nothing at all. */
export type Scope = { kinds: readonly DeedKind[] } & (
	| { postId: string }
	| { subjectId: string; memberId?: string }
	| { all: true }
);

/** A deed that is not what it was before: rewards are settled for everybody who stands or stood on it. */
export type Changed = {
	kind: DeedKind;
	memberId: string | null;
	otherId: string | null;
	at: Date;
	otherBefore: string | null;
	atBefore: Date | null;
};

const columns = ['kind', 'subjectId', 'memberId', 'otherId', 'spaceId', 'postId', 'at'] as const;

function truthIn(db: CommunityDb, source: Source, scope: Scope) {
	const truth = db.selectFrom(source(db).as('truth'));
	if ('postId' in scope) return truth.where('truth.postId', '=', scope.postId);
	if ('all' in scope) return truth;
	const { subjectId, memberId } = scope;
	const about = truth.where('truth.subjectId', '=', subjectId);
	return memberId === undefined ? about : about.where('truth.memberId', '=', memberId);
}

/**
 * Writes down the deeds that there are and were not known, and that were known otherwise. Of what was done to whom the
 * truth is taken; what else is known stays as it was when it was first heard of.
 */
export async function noteFound(db: CommunityDb, scope: Scope): Promise<Changed[]> {
	const changed: Changed[] = [];
	for (const source of scope.kinds.flatMap((kind) => SOURCES[kind])) {
		const rows = await db
			.insertInto('deeds')
			.columns(['id', ...columns, 'facts'])
			.expression(
				truthIn(db, source, scope)
					.select(sql<string>`uuidv7()`.as('id'))
					.select([...columns.map((column) => `truth.${column}` as const), 'truth.facts']),
			)
			.onConflict((conflict) =>
				conflict
					.columns(['kind', 'subjectId', 'memberId'])
					.doUpdateSet((eb) => ({
						...{ otherId: eb.ref('excluded.otherId'), spaceId: eb.ref('excluded.spaceId') },
						...{ at: eb.ref('excluded.at'), postId: eb.ref('excluded.postId'), isUndone: false },
					}))
					.where(
						sql<boolean>`(deeds.is_undone, deeds.other_id, deeds.space_id, deeds.at)
							is distinct from (false, excluded.other_id, excluded.space_id, excluded.at)`,
					),
			)
			.returning(['kind', 'memberId', 'otherId', 'at'])
			.returning([sql<string | null>`old.other_id`.as('otherBefore')])
			.returning([sql<Date | null>`old.at`.as('atBefore')])
			.execute();
		changed.push(...(rows as Changed[]));
	}
	return changed;
}

/** Marks the deeds that are no more. What somebody did who is forgotten goes with the post it was done on. */
export async function noteGone(db: CommunityDb, scope: Scope): Promise<Changed[]> {
	const rows = await db
		.updateTable('deeds')
		.set({ isUndone: true })
		.where('isUndone', '=', false)
		.where('deeds.kind', 'in', [...scope.kinds])
		.$if('postId' in scope, (query) =>
			query.where('deeds.postId', '=', 'postId' in scope ? scope.postId : ''),
		)
		.$if('subjectId' in scope, (query) =>
			query.where('deeds.subjectId', '=', 'subjectId' in scope ? scope.subjectId : ''),
		)
		.$if('subjectId' in scope && scope.memberId !== undefined, (query) =>
			query.where('deeds.memberId', '=', ('subjectId' in scope && scope.memberId) || ''),
		)
		.where((eb) =>
			eb.and([
				...scope.kinds
					.flatMap((kind) => SOURCES[kind])
					.map((source) =>
						eb.not(
							eb.exists(
								truthIn(db, source, scope)
									.select(sql.lit(1).as('one'))
									.where(
										sql<boolean>`(truth.kind, truth.subject_id, truth.member_id)
											= (deeds.kind, deeds.subject_id, deeds.member_id)`,
									),
							),
						),
					),
				eb.or([
					eb('deeds.memberId', 'is not', null),
					eb.not(
						eb.exists(
							eb
								.selectFrom('posts')
								.select('posts.id')
								.whereRef('posts.id', '=', 'deeds.postId')
								.where('posts.status', '=', 'published'),
						),
					),
				]),
			]),
		)
		.returning(['kind', 'memberId', 'otherId', 'at'])
		.returning([sql<string | null>`null::uuid`.as('otherBefore')])
		.returning([sql<Date | null>`null::timestamptz`.as('atBefore')])
		.execute();
	return rows as Changed[];
}

/** The deeds of one member on either side in a stretch of time; of all kinds where none are named. */
export const deedsOf = (
	db: CommunityDb,
	memberId: string,
	{ kinds, since, until }: { kinds: readonly string[]; since: number; until: number },
) => {
	const side = (column: 'memberId' | 'otherId') =>
		db
			.selectFrom('deeds')
			.select(['id', 'kind', 'subjectId', 'memberId', 'otherId', 'spaceId', 'at', 'facts'])
			.where(column, '=', memberId)
			.where('isUndone', '=', false)
			.where('kind', 'in', kinds.length > 0 ? [...kinds] : [...DEED_KINDS])
			.$if(Number.isFinite(since), (query) => query.where('at', '>=', new Date(since)))
			.$if(Number.isFinite(until), (query) => query.where('at', '<', new Date(until)));
	return side('memberId').union(side('otherId'));
};

/** All deeds of the last days in their order, oldest first. */
export const deedsSince = (db: CommunityDb, since: Date, limit: number) =>
	db
		.selectFrom('deeds')
		.select(['id', 'kind', 'subjectId', 'memberId', 'otherId', 'spaceId', 'at', 'facts'])
		.where('isUndone', '=', false)
		.where('at', '>=', since)
		.orderBy('at')
		.orderBy('id')
		.limit(limit);

/** The deeds since a moment, newest first: those that come after one that was read. */
export const deedsBefore = (
	db: CommunityDb,
	{ since, before, limit }: { since: number; before: string | null; limit: number },
) =>
	db
		.selectFrom('deeds')
		.select(['id', 'kind', 'subjectId', 'memberId', 'otherId', 'spaceId', 'at', 'facts'])
		.where('isUndone', '=', false)
		.$if(Number.isFinite(since), (query) => query.where('at', '>=', new Date(since)))
		.$if(before !== null, (query) => {
			// Times are finer in the table than here, and many a deed may have the same.
			const last = db
				.selectFrom('deeds as last')
				.select(['last.at', 'last.id'])
				.where('last.id', '=', before ?? '');
			return query.where(sql<boolean>`(deeds.at, deeds.id) < ${last}`);
		})
		.orderBy('at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit);
