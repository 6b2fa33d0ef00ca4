import { networkOf } from '@kith/kernel/network';
import type { CommunityContext } from '../context.ts';

/** Searches a minute: one is asked for, suggestions come with the keys. */
const PER_MINUTE = { find: 60, suggest: 240 } as const;

/** Members are known; anybody else could search without end. Throws `limits.too_many`. */
// authorize: the verbs that call it ask whether one may enter.
export async function limitVisitors(
	ctx: CommunityContext,
	what: keyof typeof PER_MINUTE,
): Promise<void> {
	if (ctx.viewer?.memberId) return;
	const key = `search ${what} ${ctx.community.id} ${networkOf(ctx.request.ip)}`;
	await ctx.services.limiter.take(key, PER_MINUTE[what], 60);
}
