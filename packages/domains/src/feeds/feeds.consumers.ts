import type { OutboxEvent } from '@kith/db/outbox';
import type { CommunityContext } from '../context.ts';
import type { Consumer } from '../domain.ts';
import { forgetFeedOf } from './feeds.queries.ts';
import { scorePost, unscorePost } from './top.queries.ts';

/** Keeps the roll-up that Top reads: after each answer, reaction or removal the score is made anew. */
const scorePosts: Consumer = {
	on: [
		...['posts.edited', 'posts.removed', 'comments.published', 'comments.removed'],
		...['comments.put_back', 'posts.put_back'],
		...['reactions.added', 'reactions.taken_back', 'lifecycle.post_moved'],
	],
	async handle(ctx, { payload }) {
		const postId = String(payload['postId']);
		// A reaction to a comment changes nothing of its post.
		if (payload['subjectKind'] === 'comment') return;
		const scored = await scorePost(ctx.db, postId).executeTakeFirst();
		if (!scored) await unscorePost(ctx.db, postId).execute();
	},
};

const forgetFeed: Consumer = {
	on: ['members.left', 'members.removed'],
	handle: (ctx: CommunityContext, { payload }: OutboxEvent) =>
		forgetFeedOf(ctx.db, String(payload['memberId']))
			.execute()
			.then(() => {}),
};

export const feedsConsumers = { 'score-posts': scorePosts, 'forget-feed': forgetFeed } as const;
