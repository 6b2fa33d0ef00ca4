import { memberIdOf } from '@kith/kernel/actor';
import type { Consumer } from '../domain.ts';
import { authorOfComment, authorOfPost, deleteDraft } from './drafts.queries.ts';

/** What is published is no draft any more, whichever device published it. */
const dropPublished: Consumer = {
	on: ['posts.published', 'comments.published'],
	async handle({ db }, { type, payload }) {
		if (type === 'posts.published') {
			const postId = String(payload['postId']);
			const post = await authorOfPost(db, postId).executeTakeFirst();
			if (post) await deleteDraft(db, post.authorId, `post:${postId}`).execute();
			return;
		}
		const comment = await authorOfComment(db, String(payload['commentId'])).executeTakeFirst();
		if (!comment) return;
		const { authorId, parentId, postId } = comment;
		const key = parentId ? `reply:${parentId}` : `comment:${postId}`;
		await deleteDraft(db, authorId, key).execute();
	},
};

/** Nor is what was written anew, for whoever did. */
const dropEdited: Consumer = {
	on: ['posts.edited', 'comments.edited'],
	async handle({ db }, { type, payload, actor }) {
		const editorId = memberIdOf(actor);
		if (!editorId) return;
		const isPost = type === 'posts.edited';
		const key = isPost
			? `post-edit:${String(payload['postId'])}`
			: `comment-edit:${String(payload['commentId'])}`;
		await deleteDraft(db, editorId, key).execute();
	},
};

export const draftsConsumers = {
	'drop-published-drafts': dropPublished,
	'drop-edited-drafts': dropEdited,
} as const;
