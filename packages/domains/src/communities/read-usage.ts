import { addSeconds } from '@kith/kernel/clock';
import type { CommunityContext } from '../context.ts';
import { EVERYBODY } from '../media/index.ts';
import { USAGE_DAYS, type Usage } from './communities.schema.ts';
import { usageFacts } from './usage.queries.ts';

/** How much a community is used, counted at this moment in one statement; examples count for nothing. */
export async function readUsage(ctx: CommunityContext): Promise<Usage> {
	ctx.authorize('administer', 'Community');
	const since = addSeconds(ctx.clock.now(), -USAGE_DAYS * 86_400);
	const facts = await usageFacts(ctx.db, { since, ownerId: EVERYBODY }).executeTakeFirstOrThrow();
	const { members, activeMembers, posts, latePosts, comments, lateComments } = facts;
	return {
		members: { all: members ?? 0, late: activeMembers ?? 0 },
		posts: { all: posts ?? 0, late: latePosts ?? 0 },
		comments: { all: comments ?? 0, late: lateComments ?? 0 },
		files: { all: facts.files ?? 0, bytes: Number(facts.bytes ?? 0) },
		spaces: ctx.snapshot.spaces.length,
	};
}
