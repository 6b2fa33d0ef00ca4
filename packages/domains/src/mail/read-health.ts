import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { mailTrouble } from '../deliveries/index.ts';
import { addressee } from './mail.queries.ts';
import type { MailHealth, MailOfMember } from './mail.schema.ts';

/** Why a member gets no mail, for those who may see their address. Throws `members.not_found`. */
export async function healthOf(
	ctx: CommunityContext,
	{ memberId }: MailOfMember,
): Promise<MailHealth> {
	const { community, services } = ctx;
	ctx.authorize('moderate', 'Member');
	const member = await addressee(ctx.db, memberId).executeTakeFirst();
	if (!member) throw new NotFoundError('members.not_found');
	return mailTrouble(services, { scope: community.id, email: member.email });
}

/** Why the person who asks gets no mail here. */
// authorize: about nobody but who asks; visitors hear that all is well, whatever address they think of.
export async function ownHealth(ctx: CommunityContext): Promise<MailHealth> {
	const { viewer, community, services } = ctx;
	return viewer && mailTrouble(services, { scope: community.id, email: viewer.email });
}
