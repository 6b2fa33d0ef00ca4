import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';
import { networkOf } from '@kith/kernel/network';
import type { CommunityContext } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import { give, readGiven, takeBack, type SealedCookie } from '../sealed-cookie.ts';
import { affiliateByCode, countClick } from './affiliates.queries.ts';
import { AffiliateCode, type FollowLink } from './affiliates.schema.ts';
import { programmeIn } from './programme.ts';

const DAY = 86_400;
/** So many visits from one network count on one day. */
const CLICKS_PER_NETWORK = 20;

const Followed = z.strictObject({ affiliateId: z.uuid(), at: z.int() });
export type Followed = z.infer<typeof Followed>;

const via = (seconds: number): SealedCookie<Followed> => ({
	...{ name: 'kith-via', schema: Followed, seconds },
});

/**
 * Notes in the browser whose link was followed last, for as long as the programme says, and counts it once per browser. A
 * code that is none, one’s own, or one whose affiliate does not take part now does nothing: the page is shown all the same.
 */
// authorize: whoever follows a link is nobody yet.
export async function followLink(ctx: CommunityContext, { code }: FollowLink): Promise<void> {
	const typed = AffiliateCode.safeParse(code);
	if (!typed.success || !hasModule(ctx, 'memberships')) return;
	const programme = await programmeIn(ctx.db);
	if (!programme.isOn) return;
	const affiliate = await affiliateByCode(ctx.db, typed.data).executeTakeFirst();
	if (affiliate?.status !== 'active' || affiliate.memberId === ctx.grants.memberId) return;
	const now = ctx.clock.now();
	const before = readGiven(ctx, via(0));
	give(ctx, via(programme.windowDays * DAY), { affiliateId: affiliate.id, at: now.getTime() });
	if (before?.affiliateId === affiliate.id) return;
	const key = `via ${ctx.community.id} ${affiliate.id} ${networkOf(ctx.request.ip)}`;
	if ((await ctx.services.limiter.count(key, DAY)) > CLICKS_PER_NETWORK) return;
	await countClick(ctx.db, affiliate.id, now.toISOString().slice(0, 10)).execute();
}

/** Whose link the browser of this request followed last, while that counts; null for nobody’s. */
// authorize: what the browser brings is sealed.
export function followedIn(ctx: CommunityContext, windowDays: number): Followed | null {
	const followed = readGiven(ctx, via(0));
	if (!followed) return null;
	const until = addSeconds(new Date(followed.at), windowDays * DAY);
	return until > ctx.clock.now() ? followed : null;
}

/** Whether the browser brings anything at all. */
export const hasFollowed = (ctx: CommunityContext): boolean => readGiven(ctx, via(0)) !== null;

export const forgetFollowed = (ctx: CommunityContext): void => takeBack(ctx, via(0));
