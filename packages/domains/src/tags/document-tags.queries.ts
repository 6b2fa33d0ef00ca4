import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { TagLink } from './tags.schema.ts';

/** How a tag stands among the words of a document's search vector: no word of a text has such a sign. */
export const tagMark = (tagId: string): string => `#${tagId}`;

/** A document with all of these tags, by the index of its words. */
export const hasTagMarks = (tagIds: readonly string[]): RawBuilder<SqlBool> =>
	sql<SqlBool>`documents.search @@ ${tagIds.map((tagId) => `'${tagMark(tagId)}'`).join(' & ')}::tsquery`;

const TAG_IDS = {
	documents: sql`documents.tag_ids`,
	hits: sql`hits.tag_ids`,
	recent: sql`recent.tag_ids`,
} as const;

/** The tags of the document in a row of `documents`, or of what has its column, as one column. */
export const documentTagsColumn = (db: CommunityDb, of: keyof typeof TAG_IDS = 'documents') =>
	sql<TagLink[]>`coalesce((${db
		.selectFrom('tags')
		.select(
			sql`jsonb_agg(jsonb_build_object('slug', tags.slug, 'name', tags.name) order by lower(tags.name))`.as(
				'links',
			),
		)
		.where(sql<SqlBool>`tags.id = any(${TAG_IDS[of]})`)}), '[]'::jsonb)`;

/** Tags among these that are still there, in one order for everybody; nobody renames or deletes one until the commit. */
export const holdTags = (db: CommunityDb, tagIds: readonly string[]) =>
	db
		.selectFrom('tags')
		.select('id')
		.where('id', 'in', [...tagIds])
		.orderBy('id')
		.forShare();

/** All that tags are called now. */
export const wordsOfTags = (db: CommunityDb, tagIds: readonly string[]) =>
	db
		.selectFrom('tagNames')
		.select('name')
		.where('tagId', 'in', [...tagIds])
		.where('kind', '<>', 'former')
		.orderBy('slug');

/** Documents of a library that stand with the mark of a tag, a page behind `after`. */
export const documentsMarked = (db: CommunityDb, tagId: string, after: string, limit: number) =>
	db
		.selectFrom('documents')
		.select('id')
		.where(hasTagMarks([tagId]))
		.where('deletedAt', 'is', null)
		.where('id', '>', after)
		.orderBy('id')
		.limit(limit);

type Step = { tagId: string; spaceId: string; by: 1 | -1 };

/** Counts by difference; rows in one order for everybody, as posts are counted. */
export const countDocumentUses = (db: CommunityDb, steps: readonly Step[]) =>
	db
		.insertInto('tagUses')
		.values(
			steps
				.toSorted((one, other) => (one.tagId < other.tagId ? -1 : 1))
				.map(({ tagId, spaceId, by }) => ({ tagId, spaceId, postCount: 0, documentCount: by })),
		)
		.onConflict((conflict) =>
			conflict.columns(['tagId', 'spaceId']).doUpdateSet({ documentCount: added }),
		);

const added = sql<number>`tag_uses.document_count + excluded.document_count`;

/** Counts documents that came back into their library, or left it, for each tag that is still there. */
export const recountDocuments = (db: CommunityDb, ids: readonly string[], by: 1 | -1) =>
	db
		.with('kept', (inner) =>
			inner
				.selectFrom('tags')
				.select('tags.id')
				.where(
					'tags.id',
					'in',
					inner
						.selectFrom('documents')
						.select(sql<string>`unnest(documents.tag_ids)`.as('tagId'))
						.where('documents.id', 'in', [...ids]),
				)
				.orderBy('tags.id')
				.forKeyShare(),
		)
		.insertInto('tagUses')
		.columns(['tagId', 'spaceId', 'postCount', 'documentCount'])
		.expression((eb) =>
			eb
				.selectFrom('kept')
				.innerJoin('documents', (join) =>
					join
						.on(sql<SqlBool>`kept.id = any(documents.tag_ids)`)
						.on('documents.id', 'in', [...ids]),
				)
				.select(['kept.id', 'documents.spaceId', sql<number>`0`.as('posts')])
				.select(sql<number>`${sql.lit(by)} * count(*)::int`.as('documents'))
				.groupBy(['kept.id', 'documents.spaceId'])
				.orderBy('kept.id')
				.orderBy('documents.spaceId'),
		)
		.onConflict((conflict) =>
			conflict.columns(['tagId', 'spaceId']).doUpdateSet({ documentCount: added }),
		);

const merged = (tagId: string, intoTagId: string) => sql<string[]>`case
	when ${intoTagId}::uuid = any(documents.tag_ids) then array_remove(documents.tag_ids, ${tagId}::uuid)
	else array_replace(documents.tag_ids, ${tagId}::uuid, ${intoTagId}::uuid) end`;

/**
 * Gives every document the other tag instead, and counts those where it is new. The mark of the tag that goes stays, by
 * which a consumer finds whose words are to be made anew.
 */
export const moveDocumentTags = (db: CommunityDb, tagId: string, intoTagId: string) =>
	db
		.with('held', (inner) =>
			inner
				.selectFrom('documents')
				.select(['documents.id', 'documents.spaceId'])
				.select(sql<boolean>`${intoTagId}::uuid = any(documents.tag_ids)`.as('hasBoth'))
				.where(hasTagMarks([tagId]))
				.where(sql<SqlBool>`${tagId}::uuid = any(documents.tag_ids)`)
				.where('documents.deletedAt', 'is', null)
				.orderBy('documents.id')
				.forNoKeyUpdate(),
		)
		.with('moved', (inner) =>
			inner
				.updateTable('documents')
				.from('held')
				.set({
					tagIds: merged(tagId, intoTagId),
					search: sql<string>`documents.search || array_to_tsvector(${[tagMark(intoTagId)]}::text[])`,
				})
				.whereRef('documents.id', '=', 'held.id'),
		)
		.insertInto('tagUses')
		.columns(['tagId', 'spaceId', 'postCount', 'documentCount'])
		.expression((eb) =>
			eb
				.selectFrom('held')
				.select([sql<string>`${intoTagId}::uuid`.as('tagId'), 'held.spaceId'])
				.select([sql<number>`0`.as('posts'), sql<number>`count(*)::int`.as('documents')])
				.where('held.hasBoth', '=', false)
				.groupBy('held.spaceId')
				.orderBy('held.spaceId'),
		)
		.onConflict((conflict) =>
			conflict.columns(['tagId', 'spaceId']).doUpdateSet({ documentCount: added }),
		);

/** The same for those that were deleted and can still come back: they are few, and counted when they do. */
export const moveDeletedDocumentTags = (db: CommunityDb, tagId: string, intoTagId: string) =>
	db
		.updateTable('documents')
		.set({ tagIds: merged(tagId, intoTagId) })
		.where('documents.deletedAt', 'is not', null)
		.where(sql<SqlBool>`${tagId}::uuid = any(documents.tag_ids)`);
