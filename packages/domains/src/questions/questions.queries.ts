import type { CommunityDb } from '@kith/db/handles';

/** The question a verb decides on. */
export const questionById = (db: CommunityDb, postId: string) =>
	db
		.selectFrom('posts')
		.select(['id', 'spaceId', 'authorId', 'status', 'kind', 'state', 'answerId', 'title'])
		.where('id', '=', postId);

/** A comment that may answer; locked, so that it cannot be taken down while it is accepted. */
export const answerById = (db: CommunityDb, commentId: string) =>
	db
		.selectFrom('comments')
		.select(['id', 'postId', 'spaceId', 'authorId', 'status'])
		.where('id', '=', commentId)
		.forShare();

export const setAnswer = (db: CommunityDb, postId: string, answerId: string | null) =>
	db
		.updateTable('posts')
		.set({ answerId, state: answerId ? 'solved' : 'unsolved' })
		.where('id', '=', postId);

/** Makes the question unsolved again whose accepted answer is `commentId`. */
export const forgetAnswer = (db: CommunityDb, postId: string, commentId: string) =>
	db
		.updateTable('posts')
		.set({ answerId: null, state: 'unsolved' })
		.where('id', '=', postId)
		.where('answerId', '=', commentId)
		.returning(['id', 'spaceId']);

/** Makes those questions unsolved again whose accepted answers `memberId` took back. */
export const forgetAnswersBy = (db: CommunityDb, memberId: string) =>
	db
		.updateTable('posts')
		.from('comments')
		.set({ answerId: null, state: 'unsolved' })
		.whereRef('posts.id', '=', 'comments.postId')
		.whereRef('posts.answerId', '=', 'comments.id')
		.where('comments.authorId', '=', memberId)
		.where('comments.status', '!=', 'published')
		.returning(['posts.id', 'posts.spaceId', 'comments.id as commentId']);
