import { ConflictError } from '@kith/kernel/errors';
import { createEntryLink, markLive } from '../communities/index.ts';
import type { PlatformContext } from '../context.ts';
import { createStaffContext } from '../create-context.ts';
import { inviteMembers, openInvitation } from '../members/index.ts';
import { ownSignup, readSignup } from './read-signup.ts';
import { finishSignup, updateSignup } from './signups.queries.ts';
import type { SignupRef } from './signups.schema.ts';

/**
 * Opens the community, sends the invitations that were asked for, and returns a link that takes the organizer into
 * it, signed in. Repeating it opens nothing twice and invites nobody twice.
 */
export async function goLive(ctx: PlatformContext, input: SignupRef): Promise<{ url: string }> {
	const staff = ctx.authorize();
	const { communityId } = await ownSignup(ctx, input.signupId);
	if (!communityId) throw new ConflictError('signups.no_community');
	const opened = await markLive(ctx.db, communityId, ctx.clock.now()).executeTakeFirst();
	ctx.services.directory.drop(communityId);
	await ctx.services.bus.publish({ topic: 'directory.changed', communityId, data: {} });
	const community = await ctx.services.directory.byId(communityId);
	if (!community) throw new ConflictError('signups.no_community');
	const here = await createStaffContext(ctx.services, community, staff, ctx.request);
	const { invites } = await readSignup(ctx, input);
	const first = await finishSignup(ctx.db, input.signupId, ctx.clock.now()).executeTakeFirst();
	if (first && invites.length > 0)
		await inviteMembers(here, { emails: invites, roleKey: 'member' }).catch(
			async (error: unknown) => {
				await updateSignup(ctx.db, input.signupId, { step: 'live' }, ctx.clock.now()).execute();
				throw error;
			},
		);
	if (opened) await here.transaction((tx) => tx.emit('communities.opened', { communityId }));
	return createEntryLink(ctx, { communityId, next: '/?welcome=1' });
}
