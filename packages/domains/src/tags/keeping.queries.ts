import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

type Fields = {
	name: string;
	slug: string;
	description: string;
	groupId: string | null;
	isRestricted: boolean;
	roleIds: string[];
};

export const insertTag = (db: CommunityDb, row: Fields & { id: string; createdAt: Date }) =>
	db
		.insertInto('tags')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

export const updateTagRow = (db: CommunityDb, tagId: string, fields: Fields) =>
	db
		.updateTable('tags')
		.set({ ...fields, version: sql<number>`version + 1` })
		.where('id', '=', tagId);

/** Locked in one order for everybody. */
export const lockTags = (db: CommunityDb, tagIds: readonly string[]) =>
	db
		.selectFrom('tags')
		.select(['id', 'name', 'slug'])
		.where('id', 'in', [...tagIds])
		.orderBy('id')
		.forUpdate();

export const namesOf = (db: CommunityDb, tagId: string) =>
	db.selectFrom('tagNames').select(['slug', 'name', 'kind']).where('tagId', '=', tagId);

export type NameRow = { slug: string; tagId: string; name: string; kind: 'main' | 'synonym' };

/** Gives names to a tag; those that lead to another one stay there and are not returned. */
export const saveNames = (db: CommunityDb, rows: readonly NameRow[]) =>
	db
		.insertInto('tagNames')
		.values([...rows])
		.onConflict((conflict) =>
			conflict
				.column('slug')
				.doUpdateSet({
					name: sql<string>`excluded.name`,
					kind: sql<string>`excluded.kind`,
				})
				.where(sql<SqlBool>`tag_names.tag_id = excluded.tag_id`),
		)
		.returning('slug');

/** The address a tag had before it was renamed goes on leading to it. */
export const retireName = (db: CommunityDb, slug: string) =>
	db.updateTable('tagNames').set({ kind: 'former' }).where('slug', '=', slug);

export const dropSynonyms = (db: CommunityDb, tagId: string, kept: readonly string[]) =>
	db
		.deleteFrom('tagNames')
		.where('tagId', '=', tagId)
		.where('kind', '=', 'synonym')
		.where(sql<SqlBool>`slug <> all(${[...kept]}::text[])`);

export const deleteTagRow = (db: CommunityDb, tagId: string) =>
	db.deleteFrom('tags').where('id', '=', tagId).returning(['id', 'name']);

/** Posts and documents that are shown with the tag, and members who follow it. */
export const lossOf = (db: CommunityDb, tagId: string) =>
	db
		.selectFrom('tags')
		.select([
			sql<number>`(${db
				.selectFrom('tagUses')
				.select(sql<number>`coalesce(sum(post_count), 0)::int`.as('count'))
				.where('tagUses.tagId', '=', tagId)})`.as('posts'),
			sql<number>`(${db
				.selectFrom('tagUses')
				.select(sql<number>`coalesce(sum(document_count), 0)::int`.as('count'))
				.where('tagUses.tagId', '=', tagId)})`.as('documents'),
			sql<number>`(${db
				.selectFrom('tagFollows')
				.select(sql<number>`count(*)::int`.as('count'))
				.where('tagFollows.tagId', '=', tagId)})`.as('followers'),
		])
		.where('tags.id', '=', tagId);

/** Posts that are shown with a tag, those with another one as well, documents, and who follows it but not the other. */
export const mergeCounts = (db: CommunityDb, tagId: string, intoTagId: string) =>
	db.selectNoFrom((eb) => [
		eb
			.selectFrom('postTags as one')
			.select(sql<number>`count(*)::int`.as('count'))
			.where('one.tagId', '=', tagId)
			.where('one.shownAt', 'is not', null)
			.as('posts'),
		eb
			.selectFrom('postTags as one')
			.innerJoin('postTags as other', (join) =>
				join.onRef('other.postId', '=', 'one.postId').on('other.tagId', '=', intoTagId),
			)
			.select(sql<number>`count(*)::int`.as('count'))
			.where('one.tagId', '=', tagId)
			.where('one.shownAt', 'is not', null)
			.as('both'),
		eb
			.selectFrom('tagUses')
			.select(sql<number>`coalesce(sum(document_count), 0)::int`.as('count'))
			.where('tagUses.tagId', '=', tagId)
			.as('documents'),
		eb
			.selectFrom('tagFollows as one')
			.leftJoin('tagFollows as other', (join) =>
				join.onRef('other.memberId', '=', 'one.memberId').on('other.tagId', '=', intoTagId),
			)
			.select(sql<number>`count(*)::int`.as('count'))
			.where('one.tagId', '=', tagId)
			.where('other.tagId', 'is', null)
			.as('followers'),
	]);

/** Gives every post the other tag instead, and counts those where it is new. */
export const moveTaggings = (db: CommunityDb, tagId: string, intoTagId: string) =>
	db
		.with('moved', (inner) =>
			inner
				.updateTable('postTags')
				.set({ tagId: intoTagId })
				.where('tagId', '=', tagId)
				.where(
					'postId',
					'not in',
					inner
						.selectFrom('postTags as other')
						.select('other.postId')
						.where('tagId', '=', intoTagId),
				)
				.returning('spaceId'),
		)
		.insertInto('tagUses')
		.columns(['tagId', 'spaceId', 'postCount'])
		.expression((eb) =>
			eb
				.selectFrom('moved')
				.select([sql<string>`${intoTagId}::uuid`.as('tagId')])
				.select([sql<string>`moved.space_id`.as('spaceId'), sql<number>`count(*)::int`.as('count')])
				.where('moved.spaceId', 'is not', null)
				.groupBy('moved.spaceId')
				.orderBy('moved.spaceId'),
		)
		.onConflict((conflict) =>
			conflict.columns(['tagId', 'spaceId']).doUpdateSet({
				postCount: sql<number>`tag_uses.post_count + excluded.post_count`,
			}),
		);

export const moveFollows = (db: CommunityDb, tagId: string, intoTagId: string) =>
	db
		.insertInto('tagFollows')
		.columns(['memberId', 'tagId', 'createdAt'])
		.expression((eb) =>
			eb
				.selectFrom('tagFollows')
				.select(['memberId', sql<string>`${intoTagId}::uuid`.as('tagId'), 'createdAt'])
				.where('tagId', '=', tagId),
		)
		.onConflict((conflict) => conflict.doNothing());

/** All names of a tag lead to another one from now on; its own becomes a synonym. */
export const moveNames = (db: CommunityDb, tagId: string, intoTagId: string) =>
	db
		.updateTable('tagNames')
		.set({
			tagId: intoTagId,
			kind: sql<string>`case when kind = 'main' then 'synonym' else kind end`,
		})
		.where('tagId', '=', tagId);

type Group = { name: string; onlyOne: boolean; requiredSpaceIds: string[] };

export const insertTagGroup = (db: CommunityDb, id: string, group: Group) =>
	db.insertInto('tagGroups').values((eb) => ({
		...{ id, ...group },
		position: eb
			.selectFrom('tagGroups')
			.select(sql<number>`coalesce(max(position), 0) + 1`.as('position')),
	}));

export const updateTagGroup = (db: CommunityDb, id: string, group: Group) =>
	db.updateTable('tagGroups').set(group).where('id', '=', id).returning('id');

export const deleteTagGroupRow = (db: CommunityDb, id: string) =>
	db.deleteFrom('tagGroups').where('id', '=', id).returning(['id', 'name']);

export const tagGroupById = (db: CommunityDb, id: string) =>
	db.selectFrom('tagGroups').select('id').where('id', '=', id);

/** Lets members make tags, or no longer. */
export const letMembersCreate = (db: CommunityDb, allowed: boolean) =>
	db
		.updateTable('roles')
		.set({
			permissions: allowed
				? sql<never>`permissions || '{"tags:create":"allow"}'::jsonb`
				: sql<never>`permissions - 'tags:create'`,
			version: sql<number>`version + 1`,
		})
		.where('key', '=', 'member');
