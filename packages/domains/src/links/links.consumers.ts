import { requestJob } from '@kith/db/jobs';
import type { Consumer } from '../domain.ts';
import { shownLinksOf } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { bodyOf } from './links.queries.ts';
import type { LinkedText } from './links.schema.ts';

/** A text that shows pages of the web has them looked at, by a job: no transaction waits for a foreign server. */
const lookAtLinks: Consumer = {
	on: ['posts.published', 'posts.edited', 'comments.published', 'comments.edited'],
	async handle(ctx, { payload, type }) {
		const kind = type.startsWith('posts.') ? 'post' : 'comment';
		const id = String(payload[kind === 'post' ? 'postId' : 'commentId']);
		const row = await bodyOf(ctx.db, kind, id).executeTakeFirst();
		if (!row) return;
		const { urls, embeds } = shownLinksOf(row.body as unknown as RichText);
		if (urls.length + embeds.length === 0) return;
		const text: LinkedText = { communityId: ctx.community.id, kind, id };
		const key = `fetch-links:${text.communityId}:${id}`;
		await requestJob(ctx.services.platform, 'fetch-links', text, {
			...{ key, now: ctx.clock.now() },
		});
	},
};

export const linksConsumers = { 'look-at-links': lookAtLinks } as const;
