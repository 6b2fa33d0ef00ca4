import { ConflictError } from '@kith/kernel/errors';
import { createEntryLink, markLive } from '../communities/index.ts';
import type { CommunityContext, PlatformContext } from '../context.ts';
import { createStaffContext } from '../create-context.ts';
import { inviteMembers, openInvitation } from '../members/index.ts';
import { ownSignup, readSignup } from './read-signup.ts';
import { updateSignup } from './signups.queries.ts';
import type { SignupRef } from './signups.schema.ts';

/**
 * Opens the community, sends the invitations that were asked for, and returns a link that takes the organizer into
 * it, signed in. Repeating it opens nothing twice and invites nobody twice.
 */
export async function goLive(ctx: PlatformContext, input: SignupRef): Promise<{ url: string }> {
	const staff = ctx.authorize();
	const signup = await ownSignup(ctx, input.signupId);
	const { communityId } = signup;
	if (!communityId) throw new ConflictError('signups.no_community');
	const now = ctx.clock.now();
	const opened = await markLive(ctx.db, communityId, now).executeTakeFirst();
	ctx.services.directory.drop(communityId);
	await ctx.services.bus.publish({ topic: 'directory.changed', communityId, data: {} });
	const community = await ctx.services.directory.byId(communityId);
	if (!community) throw new ConflictError('signups.no_community');
	if (opened || signup.step !== 'done') {
		const here = await createStaffContext(ctx.services, community, staff, ctx.request);
		const { invites } = await readSignup(ctx, input);
		const emails = await notInvitedYet(here, invites);
		if (emails.length > 0) await inviteMembers(here, { emails, roleKey: 'member' });
		if (opened) await here.transaction((tx) => tx.emit('communities.opened', { communityId }));
		await updateSignup(ctx.db, signup.id, { step: 'done' }, now).execute();
	}
	return createEntryLink(ctx, { communityId, next: '/?welcome=1' });
}

/** A first try may have sent some already: an invitation that is open is not replaced by a second mail. */
async function notInvitedYet(here: CommunityContext, emails: readonly string[]): Promise<string[]> {
	const now = here.clock.now();
	const open = await Promise.all(
		emails.map((email) =>
			openInvitation(here.db, { tokenHash: null, email, now }).executeTakeFirst(),
		),
	);
	return emails.filter((_, index) => !open[index]);
}
