import { checkSlug, communityRow, type SlugAnswer } from '../communities/index.ts';
import type { PlatformContext } from '../context.ts';
import { ownSignup } from './read-signup.ts';
import type { CheckAddress } from './signups.schema.ts';

/**
 * Whether an address can be had. What the sign-up holds by now is asked of the database and not of the page: an
 * answer that was lost on the way may have given it the address. Throws `signups.not_found` for anybody else's.
 */
// authorize: one's own sign-up only, by `ownSignup`; the address itself by `checkSlug`.
export async function checkAddress(
	ctx: PlatformContext,
	{ slug, signupId }: CheckAddress,
): Promise<SlugAnswer> {
	return checkSlug(ctx, slug, signupId ? await addressOf(ctx, signupId) : null);
}

async function addressOf(ctx: PlatformContext, signupId: string): Promise<string | null> {
	const { communityId } = await ownSignup(ctx, signupId);
	if (!communityId) return null;
	const community = await communityRow(ctx.db, communityId).executeTakeFirst();
	return community?.slug ?? null;
}
