import { selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { readingOf } from './reading.queries.ts';
import type { Reading, ReadingOf } from './reading.schema.ts';

/** How far the member has read below a post. One statement. */
export async function readPosition(ctx: CommunityContext, { postId }: ReadingOf): Promise<Reading> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	const row = await readingOf(ctx.db, ctx.ability, { memberId, postId }).executeTakeFirst();
	if (!row) throw new NotFoundError('posts.not_found');
	const { lastReadId, newIds } = row;
	return {
		...{ lastReadId, firstNewId: newIds[0] ?? null, newCount: newIds.length },
		asOf: ctx.clock.now(),
	};
}
