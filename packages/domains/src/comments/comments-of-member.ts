import * as z from 'zod';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { veilExcerpts } from '../rich-text/index.ts';
import type { CommentLine, CommentsOfMember } from './comments.schema.ts';
import { commentsOfMember } from './of-member.queries.ts';

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * What a member commented, newest first, as far as the viewer may read it. One statement, and one for what excerpts must
 * not name.
 */
export async function listCommentsOfMember(
	ctx: CommunityContext,
	{ memberId, cursor, limit }: CommentsOfMember,
): Promise<Page<CommentLine>> {
	ctx.authorize('enter', 'Community');
	const { ability } = ctx;
	const after = decodeCursor(cursor, Keys);
	const rows = await commentsOfMember(ctx.db, { ability, memberId, after, limit }).execute();
	const page = toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
	const items = await veilExcerpts(ctx, 'comments', page.items);
	return {
		...page,
		items: items.flatMap(({ spaceId, postId, title, ...comment }) => {
			const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
			if (!space) return [];
			const { slug, name } = space;
			return { ...comment, post: { id: postId, title }, space: { slug, name } };
		}),
	};
}
