import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';
import { memberIdOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { countMails } from '../deliveries/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { readersOf } from '../permissions/readers.ts';
import { veilExcerpts } from '../rich-text/index.ts';
import { announcementMails, termsOf } from './announcement-terms.ts';
import {
	announcementById,
	deliveryOf,
	missingMembers,
	waitingFor,
} from './announcements.queries.ts';
import type {
	AnnouncementBanner,
	AnnouncementOptions,
	AnnouncementRef,
	DeliveryReport,
	ListMissing,
	MissingMember,
} from './announcements.schema.ts';

/** Older ones are no news; those that must be acknowledged stay until they are. */
const BANNER_SECONDS = 30 * 86_400;
const Keys = z.tuple([z.uuid()]);

/** What the start page tells this member; nothing to visitors. One statement, and one for what excerpts must not name. */
export async function currentAnnouncements(ctx: CommunityContext): Promise<AnnouncementBanner[]> {
	ctx.authorize('enter', 'Community');
	const memberId = memberIdOf(ctx.actor);
	if (!memberId) return [];
	const rows = await waitingFor(ctx.db, {
		...{ ability: ctx.ability, memberId },
		since: addSeconds(ctx.clock.now(), -BANNER_SECONDS),
	}).execute();
	const shown = await veilExcerpts(ctx, 'posts', rows);
	return shown.map(({ id, kindFacts, ...words }) => ({
		...{ postId: id, ...words, mustAcknowledge: termsOf(kindFacts).mustAcknowledge },
	}));
}

/** What whoever may announce can choose from. */
export async function announcementOptions(ctx: CommunityContext): Promise<AnnouncementOptions> {
	ctx.authorize('announce', 'Post');
	const roles = ctx.snapshot.roles.filter(({ key }) => key !== 'guest' && key !== 'member');
	return { roles: roles.map(({ id, name }) => ({ id, name })) };
}

/** How many of the audience an announcement has reached, and what became of its mails. Three statements. */
// authorize: `reportable` asks.
export async function reportDelivery(
	ctx: CommunityContext,
	{ postId }: AnnouncementRef,
): Promise<DeliveryReport> {
	const { spaceId } = await reportable(ctx, postId);
	const readers = { mayRead: readersOf(ctx.snapshot, spaceId) };
	const [reached, mails] = await Promise.all([
		deliveryOf(ctx.db, postId, readers).executeTakeFirstOrThrow(),
		countMails(ctx.services, announcementMails(postId)),
	]);
	return { ...reached, mails };
}

/** Those of the audience whom an announcement has not reached: who did not acknowledge it, or did not see it. */
// authorize: `reportable` asks.
export async function listMissing(
	ctx: CommunityContext,
	{ postId, cursor, limit }: ListMissing,
): Promise<Page<MissingMember>> {
	const { kindFacts, spaceId } = await reportable(ctx, postId);
	const rows = await missingMembers(ctx.db, {
		...{ postId, limit, mayRead: readersOf(ctx.snapshot, spaceId) },
		mustAcknowledge: termsOf(kindFacts).mustAcknowledge,
		after: decodeCursor(cursor, Keys)?.[0] ?? null,
	}).execute();
	return toPage(rows, limit, ({ id }) => [id]);
}

async function reportable(ctx: CommunityContext, postId: string) {
	const post = await announcementById(ctx.db, postId).executeTakeFirst();
	if (!post || !isAllowed(ctx.ability, 'read', 'Post', post))
		throw new NotFoundError('posts.not_found');
	ctx.authorize('announce', 'Post', post);
	return post;
}
