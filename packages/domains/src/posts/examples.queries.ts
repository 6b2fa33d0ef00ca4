import type { CommunityDb } from '@kith/db/handles';

/** Starter posts and the comments below them. */
const exampleIds = (db: CommunityDb) =>
	db
		.selectFrom('posts')
		.select('id')
		.where('isExample', '=', true)
		.union(
			db
				.selectFrom('comments')
				.innerJoin('posts', 'posts.id', 'comments.postId')
				.select('comments.id')
				.where('posts.isExample', '=', true),
		);

/** Reactions point at posts and comments alike, so no foreign key takes them along. */
export const deleteExampleReactions = (db: CommunityDb) =>
	db.deleteFrom('reactions').where('subjectId', 'in', exampleIds(db));

/** Their histories are found by id alone, too. */
export const deleteExampleHistory = (db: CommunityDb) =>
	db.deleteFrom('history').where('subjectId', 'in', exampleIds(db));

/** Deletes starter posts for good, with the comments below them. */
export const deleteExamplePosts = (db: CommunityDb) =>
	db.deleteFrom('posts').where('isExample', '=', true).returning(['id', 'spaceId', 'status']);
