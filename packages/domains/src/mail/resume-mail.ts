import { NotFoundError, UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { liftTrouble, mailTrouble } from '../deliveries/index.ts';
import { memberTarget } from '../members/index.ts';
import { addressee } from './mail.queries.ts';
import type { MailOfMember } from './mail.schema.ts';

/** Has mail go to a member again whose address bounced or complained. Throws `members.not_found`. */
export async function resumeMail(ctx: CommunityContext, { memberId }: MailOfMember): Promise<void> {
	await ctx.transaction(async (tx) => {
		const member = await addressee(tx.db, memberId).executeTakeFirst();
		ctx.authorize('moderate', 'Member');
		if (!member) throw new NotFoundError('members.not_found');
		const address = { scope: ctx.community.id, email: member.email };
		const trouble = await mailTrouble(ctx.services, address);
		if (!trouble) return;
		await liftTrouble(ctx.services, address);
		const before = { reason: trouble.reason, since: trouble.since.toISOString() };
		tx.audit({ action: 'members.mail_resumed', target: memberTarget(member), before });
	});
}

/** Has mail go to one's own address again, which one says works or is wanted. */
// authorize: about nobody but who asks.
export async function resumeOwnMail(ctx: CommunityContext): Promise<void> {
	const { viewer, community, services } = ctx;
	if (!viewer) throw new UnauthenticatedError('identity.sign_in_needed');
	await services.limiter.take(`resume mail ${community.id} ${viewer.email}`, 5, 86_400);
	const address = { scope: community.id, email: viewer.email };
	if (await mailTrouble(services, address)) await liftTrouble(services, address);
}
