import { selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { allReadIn, readUpTo, unreadFrom } from './reading.queries.ts';
import type { MarkAllRead, MarkRead, PlaceInPost } from './reading.schema.ts';

/** Remembers that the member has read a post up to a comment. Never moves back, however late it arrives. */
export async function markRead(ctx: CommunityContext, place: MarkRead): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = readerOf(ctx);
	const found = await readUpTo(ctx.db, ctx.ability, { ...place, memberId }).executeTakeFirst();
	if (!found) throw new NotFoundError('comments.not_found');
}

/** A comment and all after it are new to the member again. */
export async function markUnread(ctx: CommunityContext, place: PlaceInPost): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = readerOf(ctx);
	const now = ctx.clock.now();
	const moved = unreadFrom(ctx.db, ctx.ability, { ...place, memberId, now });
	if (!(await moved.executeTakeFirst())) throw new NotFoundError('comments.not_found');
}

/** Nothing below the posts of a space is new to the member any more. */
export async function markAllRead(ctx: CommunityContext, { spaceId }: MarkAllRead): Promise<void> {
	ctx.authorize('enter', 'Community');
	const memberId = readerOf(ctx);
	if (!ctx.grants.spaces.readable.includes(spaceId)) throw new NotFoundError('spaces.not_found');
	await allReadIn(ctx.db, { memberId, spaceId, now: ctx.clock.now() }).execute();
}

function readerOf(ctx: CommunityContext): string {
	const memberId = selfOf(ctx.actor);
	return memberId;
}
