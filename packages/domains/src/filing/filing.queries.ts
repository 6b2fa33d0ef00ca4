import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import type { MemberTest } from '../permissions/members-where.ts';
import { accessible } from '../permissions/where.ts';
import { FILED_KINDS, FILING, FILING_TALLY, TRIED_ON, type PostFiling } from './filing.schema.ts';

/** The rules and what became of what they did, as far as either is there. */
export const filingSettings = (db: CommunityDb) =>
	db.selectFrom('settings').select(['key', 'value']).where('key', 'in', [FILING, FILING_TALLY]);

export const joinedOf = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select('joinedAt').where('id', '=', memberId);

export const keepFiling = (db: CommunityDb, postId: string, filing: PostFiling) =>
	db
		.updateTable('posts')
		.set({ filing: JSON.stringify(filing) })
		.where('id', '=', postId);

/** What rules did with a post. */
export const filingOf = (db: CommunityDb, postId: string) =>
	db.selectFrom('posts').select('filing').where('id', '=', postId);

/** The newest posts that the actor may read, as rules ask about them, and whether their authors pass `reads`. */
export const newestPosts = (db: CommunityDb, ability: AppAbility, reads: MemberTest | null) =>
	db
		.selectFrom('posts')
		.innerJoin('members', 'members.id', 'posts.authorId')
		.select(['posts.id', 'posts.title', 'posts.body', 'posts.kind', 'posts.spaceId'])
		.select(['posts.createdAt', 'posts.filing', 'members.joinedAt'])
		.select((eb) => sql<boolean>`${reads ? reads(eb as never) : eb.lit(true)}`.as('authorReads'))
		.select(
			sql<{ id: string; group: string | null }[]>`coalesce((${db
				.selectFrom('postTags')
				.innerJoin('tags', 'tags.id', 'postTags.tagId')
				.select(
					sql`jsonb_agg(jsonb_build_object('id', tags.id, 'group', tags.group_id))`.as('tags'),
				)
				.where(sql<SqlBool>`post_tags.post_id = posts.id`)}), '[]'::jsonb)`.as('tags'),
		)
		.where('posts.status', '=', 'published')
		.where('posts.kind', 'in', [...FILED_KINDS])
		.where(accessible(ability, 'read', 'Post', 'posts'))
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(TRIED_ON);
