import * as z from 'zod';
import { handleOnce } from '@kith/db/outbox';
import { findCommunity } from '../communities/index.ts';
import type { CommunityContext, Services } from '../context.ts';
import { createStaffContext, NO_REQUEST } from '../create-context.ts';
import { readStaff } from '../identity/index.ts';
import { inviteMembers, openInvitation } from '../members/index.ts';
import { invitesOf } from './read-signup.ts';
import { signupById } from './signups.queries.ts';

const Payload = z.object({ signupId: z.uuid(), staffId: z.uuid() });

/** What follows from going live: the first invitations are sent and the fact is told, once however often it runs. */
export async function openCommunity(services: Services, payload: unknown): Promise<void> {
	const { signupId, staffId } = Payload.parse(payload);
	const signup = await signupById(services.platform, signupId).executeTakeFirst();
	const community = await findCommunity(services, signup?.communityId ?? '');
	const staff = await readStaff(services, staffId);
	if (!signup || !community || !staff) return;
	const here = await createStaffContext(services, community, staff, NO_REQUEST);
	const emails = await notInvitedYet(here, invitesOf(signup.answers));
	if (emails.length > 0) await inviteMembers(here, { emails, roleKey: 'member' });
	await here.transaction(async (tx) => {
		await handleOnce(tx.db, 'open-community', signupId, async () => {
			await tx.emit('communities.opened', { communityId: community.id });
		});
	});
}

/** A try before this one may have sent some: an invitation that is open is not replaced by a second mail. */
async function notInvitedYet(here: CommunityContext, emails: readonly string[]): Promise<string[]> {
	const now = here.clock.now();
	const open = await Promise.all(
		emails.map((email) =>
			openInvitation(here.db, { tokenHash: null, email, now }).executeTakeFirst(),
		),
	);
	return emails.filter((_, index) => !open[index]);
}
