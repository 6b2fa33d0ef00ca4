import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** Who looks: what they may read decides which tags there are for them, and how often each is used. */
export type Look = {
	spaceIds: readonly string[];
	/** Those of them whose libraries they may read. */
	libraryIds: readonly string[];
	viewerId: string;
};

/** The same for who is asked about in no other way. */
type Places = Pick<Look, 'spaceIds' | 'libraryIds'>;

const uses = (db: CommunityDb) =>
	db.selectFrom('tagUses').where(sql<SqlBool>`tag_uses.tag_id = tags.id`);

const usesIn = (db: CommunityDb, spaceIds: readonly string[]) =>
	uses(db).where('tagUses.spaceId', '=', sql<string>`any(${[...spaceIds]}::uuid[])`);

const countIn = (db: CommunityDb, { spaceIds }: Places) =>
	sql<number>`coalesce(${usesIn(db, spaceIds)
		.where('tagUses.postCount', '>', 0)
		.select(sql<number>`sum(tag_uses.post_count)`.as('sum'))}, 0)::int`;

const documentsIn = (db: CommunityDb, { libraryIds }: Places) =>
	sql<number>`coalesce(${usesIn(db, libraryIds)
		.where('tagUses.documentCount', '>', 0)
		.select(sql<number>`sum(tag_uses.document_count)`.as('sum'))}, 0)::int`;

/** A tag that is on posts or documents is there for those who may read one of them; the others are everybody's. */
const visibleTo = (db: CommunityDb, { spaceIds, libraryIds }: Places) => {
	const anywhere = uses(db)
		.select('tagUses.tagId')
		.where(sql<SqlBool>`(tag_uses.post_count > 0 or tag_uses.document_count > 0)`);
	const here = usesIn(db, spaceIds)
		.select('tagUses.tagId')
		.where(
			sql<SqlBool>`(tag_uses.post_count > 0
				or tag_uses.document_count > 0 and tag_uses.space_id = any(${[...libraryIds]}::uuid[]))`,
		);
	return sql<SqlBool>`(exists(${here}) or not exists(${anywhere}))`;
};

const isFollowed = (db: CommunityDb, viewerId: string) =>
	sql<boolean>`exists(${db
		.selectFrom('tagFollows')
		.select('tagFollows.tagId')
		.where(sql<SqlBool>`tag_follows.tag_id = tags.id`)
		.where('tagFollows.memberId', '=', viewerId)})`;

const followerCount = (db: CommunityDb) =>
	sql<number>`(${db
		.selectFrom('tagFollows')
		.select(sql<number>`count(*)::int`.as('count'))
		.where(sql<SqlBool>`tag_follows.tag_id = tags.id`)})`;

const contains = (text: string) =>
	`%${text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** By the tag's own name or one of its synonyms. */
const isNamed = (db: CommunityDb, text: string) =>
	sql<SqlBool>`exists(${db
		.selectFrom('tagNames')
		.select('tagNames.slug')
		.where(sql<SqlBool>`tag_names.tag_id = tags.id`)
		.where(
			sql<SqlBool>`(lower(tag_names.name) like ${contains(text)} or tag_names.slug like ${contains(text)})`,
		)})`;

const FACTS = [
	...(['tags.id', 'tags.slug', 'tags.name', 'tags.description'] as const),
	...(['tags.isRestricted', 'tags.groupId'] as const),
] as const;

/** So many groups a community has at most. */
export const MOST_GROUPS = 50;

const UNGROUPED = 1_000_000;
const place = sql<number>`coalesce(tag_groups.position, ${sql.lit(UNGROUPED)})`;

type Listing = { search: string; after: readonly [number, string, string] | null; limit: number };

/** Tags by group and name, one more than asked for. */
const inGroups = (db: CommunityDb, { search, after, limit }: Listing) =>
	db
		.selectFrom('tags')
		.leftJoin('tagGroups', 'tagGroups.id', 'tags.groupId')
		.select(FACTS)
		.select([place.as('place'), 'tagGroups.name as groupName'])
		.select(sql<string>`lower(tags.name)`.as('sortName'))
		.$if(search !== '', (query) => query.where(isNamed(db, search)))
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(${place}, lower(tags.name), tags.id) > (${after?.[0]}::int, ${after?.[1]}::text, ${after?.[2]}::uuid)`,
			),
		)
		.orderBy(place)
		.orderBy(sql`lower(tags.name)`)
		.orderBy('tags.id')
		.limit(limit + 1);

export const visibleTags = (db: CommunityDb, look: Look, listing: Listing) =>
	inGroups(db, listing)
		.select([countIn(db, look).as('postCount'), documentsIn(db, look).as('documentCount')])
		.select(isFollowed(db, look.viewerId).as('isFollowed'))
		.where(visibleTo(db, look));

/** With everything that those who keep order need; all of them, wherever they are used. */
export const managedTags = (db: CommunityDb, look: Look, listing: Listing) =>
	inGroups(db, listing)
		.select(['tags.roleIds', 'tags.version'])
		.select([countIn(db, look).as('postCount'), documentsIn(db, look).as('documentCount')])
		.select(followerCount(db).as('followerCount'))
		.select(
			sql<string[]>`array(${db
				.selectFrom('tagNames')
				.select('tagNames.name')
				.where(sql<SqlBool>`tag_names.tag_id = tags.id`)
				.where('tagNames.kind', '=', 'synonym')
				.orderBy('tagNames.name')})`.as('synonyms'),
		);

/** The tag that any of its names leads to, the former ones too. */
export const tagBySlug = (db: CommunityDb, look: Look, slug: string) =>
	db
		.selectFrom('tagNames')
		.innerJoin('tags', 'tags.id', 'tagNames.tagId')
		.leftJoin('tagGroups', 'tagGroups.id', 'tags.groupId')
		.select(FACTS)
		.select('tagGroups.name as groupName')
		.select([countIn(db, look).as('postCount'), documentsIn(db, look).as('documentCount')])
		.select([followerCount(db).as('followerCount'), isFollowed(db, look.viewerId).as('isFollowed')])
		.where('tagNames.slug', '=', slug)
		.where(visibleTo(db, look));

/** The most used tags with these letters in one of their names; without letters the most used of all. */
export const tagsNamed = (
	db: CommunityDb,
	look: Look,
	{ text, limit }: { text: string; limit: number },
) =>
	db
		.selectFrom('tags')
		.select(FACTS)
		.select([countIn(db, look).as('postCount'), documentsIn(db, look).as('documentCount')])
		.select(mine(db, look.viewerId).as('isMine'))
		.where(visibleTo(db, look))
		.$if(text !== '', (query) => query.where(isNamed(db, text)))
		.orderBy(sql`lower(tags.name) not like ${contains(text).slice(1)}`)
		.orderBy(sql`${countIn(db, look)} + ${documentsIn(db, look)}`, 'desc')
		.orderBy('tags.name')
		.limit(limit);

/** Tags with a word in their name that is spelled like one of these, closest to all of them first. */
export const tagsAlike = (
	db: CommunityDb,
	look: Look,
	{ words, limit }: { words: readonly string[]; limit: number },
) =>
	db
		.selectFrom('tags')
		.select(['tags.slug', 'tags.name', countIn(db, look).as('postCount')])
		.where(visibleTo(db, look))
		.where((eb) => eb.or(words.map((word) => sql<SqlBool>`lower(tags.name) %> ${word}`)))
		.orderBy(sql`lower(tags.name) <->> ${words.join(' ')}`)
		.orderBy('tags.name')
		.limit(limit);

/** Whether one of the member's roles may set the tag although it is restricted. */
const mine = (db: CommunityDb, memberId: string) =>
	sql<boolean>`exists(${db
		.selectFrom('memberRoles')
		.select('memberRoles.roleId')
		.where('memberRoles.memberId', '=', memberId)
		.where(sql<SqlBool>`member_roles.role_id = any(tags.role_ids)`)})`;

/** What a rule asks of tags, by any of their names; locked so that none is merged away or deleted meanwhile. */
export const tagsToSet = (db: CommunityDb, slugs: readonly string[], memberId: string) =>
	db
		.selectFrom('tagNames')
		.innerJoin('tags', 'tags.id', 'tagNames.tagId')
		.select(['tagNames.slug as asked', 'tags.id', 'tags.slug', 'tags.name'])
		.select(['tags.groupId', 'tags.isRestricted', mine(db, memberId).as('isMine')])
		.where('tagNames.slug', 'in', [...slugs])
		.orderBy('tags.id')
		.forKeyShare('tags');

export const tagsOnPost = (db: CommunityDb, postId: string, memberId: string) =>
	db
		.selectFrom('postTags')
		.innerJoin('tags', 'tags.id', 'postTags.tagId')
		.select(['tags.id', 'tags.name', 'tags.groupId', 'tags.isRestricted'])
		.select(mine(db, memberId).as('isMine'))
		.where('postTags.postId', '=', postId);

/** The same of these tags, as far as they are still there. */
export const tagsById = (db: CommunityDb, tagIds: readonly string[], memberId: string) =>
	db
		.selectFrom('tags')
		.select(['tags.id', 'tags.name', 'tags.groupId', 'tags.isRestricted'])
		.select(mine(db, memberId).as('isMine'))
		.where('tags.id', 'in', [...tagIds]);

/** What of these is there, by id: whoever comes later meets them in the same order. */
export const tagsToFile = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('tags')
		.select(['tags.id', 'tags.name', 'tags.groupId'])
		.where('tags.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
		.orderBy('tags.id');

export const tagGroups = (db: CommunityDb) =>
	db
		.selectFrom('tagGroups')
		.select(['id', 'name', 'onlyOne', 'requiredSpaceIds', 'position'])
		.select(
			sql<number>`(${db
				.selectFrom('tags')
				.select(sql<number>`count(*)::int`.as('count'))
				.where(sql<SqlBool>`tags.group_id = tag_groups.id`)})`.as('tagCount'),
		)
		.orderBy('position')
		.orderBy('id')
		.limit(MOST_GROUPS);

export const followTagRow = (
	db: CommunityDb,
	row: { memberId: string; tagId: string; createdAt: Date },
) =>
	db
		.insertInto('tagFollows')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.returning('tagId');

export const unfollowTagRow = (db: CommunityDb, memberId: string, tagId: string) =>
	db
		.deleteFrom('tagFollows')
		.where('memberId', '=', memberId)
		.where('tagId', '=', tagId)
		.returning('tagId');

export const countFollowed = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('tagFollows')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('memberId', '=', memberId);

export const followedTags = (db: CommunityDb, look: Look, limit: number) =>
	db
		.selectFrom('tagFollows')
		.innerJoin('tags', 'tags.id', 'tagFollows.tagId')
		.select(FACTS)
		.select([countIn(db, look).as('postCount'), documentsIn(db, look).as('documentCount')])
		.select(sql<boolean>`true`.as('isFollowed'))
		.where('tagFollows.memberId', '=', look.viewerId)
		.orderBy('tags.name')
		.limit(limit);

export const tagById = (db: CommunityDb, tagId: string) =>
	db
		.selectFrom('tags')
		.select(['id', 'name', 'slug', 'groupId', 'isRestricted', 'version'])
		.where('id', '=', tagId);

/** What a member follows: a query, so that others can ask for it within theirs. */
export const followedTagIds = (db: CommunityDb, memberId: string) =>
	db.selectFrom('tagFollows').select('tagId').where('memberId', '=', memberId);

/** The tags that names lead to, as far as there is something of them in these spaces. */
export const tagsBySlugs = (db: CommunityDb, look: Look, slugs: readonly string[]) =>
	db
		.selectFrom('tagNames')
		.innerJoin('tags', 'tags.id', 'tagNames.tagId')
		.select(['tagNames.slug as asked', 'tags.id'])
		.select(countIn(db, look).as('postCount'))
		.where('tagNames.slug', 'in', [...slugs])
		.where(visibleTo(db, look));
