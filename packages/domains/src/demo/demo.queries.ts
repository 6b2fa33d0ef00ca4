import { sql, type Insertable, type InsertObject } from 'kysely';
import type { CommunityDb, CommunityTables, PlatformDb } from '@kith/db/handles';

type Row<Table extends keyof CommunityTables> = Insertable<CommunityTables[Table]>;

export const slugTaken = (db: PlatformDb, slug: string) =>
	db.selectFrom('communities').select('id').where('slug', '=', slug);

export const insertStaff = (db: PlatformDb, row: { id: string; email: string; name: string }) =>
	db
		.insertInto('authUsers')
		.values({ ...row, emailVerified: true })
		.onConflict((conflict) => conflict.column('email').doUpdateSet({ name: row.name }))
		.returning('id');

type Credential = {
	id: string;
	userId: string;
	accountId: string;
	providerId: string;
	password: string;
};

export const insertStaffPassword = (db: PlatformDb, row: Credential) =>
	db.insertInto('authAccounts').values(row);

export const insertUsers = (db: CommunityDb, rows: Row<'authUsers'>[]) =>
	db.insertInto('authUsers').values(rows);

export const insertPasswords = (db: CommunityDb, rows: Credential[]) =>
	db.insertInto('authAccounts').values(rows);

export const insertMembers = (db: CommunityDb, rows: Row<'members'>[]) =>
	db.insertInto('members').values(rows);

/** Says how a member arrived, who accepted the first version of the guidelines. */
export const shapeArrival = (db: CommunityDb, id: string, arrival: object) =>
	db
		.updateTable('members')
		.set({ guidelinesVersion: 1, onboarding: JSON.stringify(arrival) })
		.where('id', '=', id);

/** Puts the first version of the guidelines where the founder's first day is. */
export const dateGuidelines = async (db: CommunityDb, publishedAt: Date) => {
	await db.updateTable('guidelines').set({ publishedAt }).execute();
	await db.updateTable('guidelineAcceptances').set({ acceptedAt: publishedAt }).execute();
};

export const insertAcceptances = (db: CommunityDb, rows: Row<'guidelineAcceptances'>[]) =>
	db.insertInto('guidelineAcceptances').values(rows);

export const insertMemberRoles = (db: CommunityDb, rows: Row<'memberRoles'>[]) =>
	db.insertInto('memberRoles').values(rows);

export const insertPosts = (db: CommunityDb, rows: InsertObject<CommunityTables, 'posts'>[]) =>
	db.insertInto('posts').values(rows);

export const insertComments = (
	db: CommunityDb,
	rows: InsertObject<CommunityTables, 'comments'>[],
) => db.insertInto('comments').values(rows);

export const insertReactions = (
	db: CommunityDb,
	rows: InsertObject<CommunityTables, 'reactions'>[],
) => db.insertInto('reactions').values(rows);

export type TagRows = {
	groups: Row<'tagGroups'>[];
	tags: Row<'tags'>[];
	names: Row<'tagNames'>[];
	onPosts: Row<'postTags'>[];
};

/** Tags with their names and posts; `recount` counts where they are used. */
export async function insertTags(db: CommunityDb, rows: TagRows): Promise<void> {
	const { groups, tags, names, onPosts } = rows;
	if (groups.length > 0) await db.insertInto('tagGroups').values(groups).execute();
	if (tags.length === 0) return;
	await db.insertInto('tags').values(tags).execute();
	await db.insertInto('tagNames').values(names).execute();
	await db.insertInto('postTags').values(onPosts).execute();
}
export const insertVotes = (db: CommunityDb, rows: InsertObject<CommunityTables, 'votes'>[]) =>
	db.insertInto('votes').values(rows);

export const clearPosts = (db: CommunityDb) => db.deleteFrom('posts');

export const ownerOf = (db: CommunityDb, email: string) =>
	db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id', 'members.userId'])
		.where('authUsers.email', '=', email);

export const shapeOwner = (
	db: CommunityDb,
	id: string,
	change: { handle: string; bio: string; joinedAt: Date },
) => db.updateTable('members').set(change).where('id', '=', id);

/** Counters follow from the rows: the demo writes rows in bulk and counts once. */
export const recount = (db: CommunityDb) => [
	db
		.updateTable('postTags')
		.from('posts')
		.set((eb) => ({ spaceId: eb.ref('posts.spaceId'), shownAt: eb.ref('posts.createdAt') }))
		.whereRef('posts.id', '=', 'postTags.postId'),
	db
		.insertInto('tagUses')
		.columns(['tagId', 'spaceId', 'postCount'])
		.expression((eb) =>
			eb
				.selectFrom('postTags')
				.innerJoin('posts', 'posts.id', 'postTags.postId')
				.select(['postTags.tagId', 'posts.spaceId', sql<number>`count(*)::int`.as('count')])
				.groupBy(['postTags.tagId', 'posts.spaceId']),
		),
	db.updateTable('posts').set((eb) => ({
		commentCount: eb
			.selectFrom('comments')
			.select(sql<number>`count(*)::int`.as('count'))
			.whereRef('comments.postId', '=', 'posts.id'),
		reactionCount: eb
			.selectFrom('reactions')
			.select(sql<number>`count(*)::int`.as('count'))
			.whereRef('reactions.subjectId', '=', 'posts.id'),
		lastActivityAt: eb.fn.coalesce(
			eb
				.selectFrom('comments')
				.select((inner) => inner.fn.max('comments.createdAt').as('last'))
				.whereRef('comments.postId', '=', 'posts.id'),
			'posts.createdAt',
		),
	})),
	db.updateTable('comments').set((eb) => ({
		reactionCount: eb
			.selectFrom('reactions')
			.select(sql<number>`count(*)::int`.as('count'))
			.whereRef('reactions.subjectId', '=', 'comments.id'),
	})),
	db.updateTable('spaces').set((eb) => ({
		postCount: eb
			.selectFrom('posts')
			.select(sql<number>`count(*)::int`.as('count'))
			.whereRef('posts.spaceId', '=', 'spaces.id'),
		lastActivityAt: eb
			.selectFrom('posts')
			.select((inner) => inner.fn.max('posts.lastActivityAt').as('last'))
			.whereRef('posts.spaceId', '=', 'spaces.id'),
	})),
];

/** Beside the counters lies the roll-up that Top reads. */
export const rescore = (db: CommunityDb) =>
	db
		.insertInto('postScores')
		.columns(['postId', 'spaceId', 'day', 'score'])
		.expression((eb) =>
			eb
				.selectFrom('posts')
				.select(['id', 'spaceId', sql<Date>`(created_at at time zone 'UTC')::date`.as('day')])
				.select(sql<number>`2 * comment_count + reaction_count`.as('score'))
				.where(sql<boolean>`comment_count + reaction_count > 0`),
		);

export const insertRelations = (
	db: CommunityDb,
	rows: InsertObject<CommunityTables, 'relations'>[],
) => db.insertInto('relations').values(rows);

export const renameSpace = (
	db: CommunityDb,
	slug: string,
	words: { name: string; description: string; prompt: string },
) => db.updateTable('spaces').set(words).where('slug', '=', slug);

export const renameGroup = (db: CommunityDb, from: string, to: string) =>
	db.updateTable('spaceGroups').set({ name: to }).where('name', '=', from);

export const memberCalled = (db: CommunityDb, handle: string) =>
	db.selectFrom('members').select('id').where('handle', '=', handle);
