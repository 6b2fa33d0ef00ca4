import { requestJob } from '@kith/db/jobs';
import { seal } from '@kith/kernel/seal';
import type { PlatformContext, PlatformTransaction } from '../context.ts';

/** The purpose that the token of an offer is sealed for on its way to the mail. */
export const OWNERSHIP_SEAL = 'offer of ownership';

/** What can happen to an offer. */
export type OfferNews = 'offered' | 'accepted' | 'declined' | 'withdrawn';

/** Mails both sides what became of an offer, once the transaction commits. */
// authorize: the verbs that call it have asked.
export async function tellOfOwnership(
	ctx: PlatformContext,
	tx: PlatformTransaction,
	news: OfferNews,
	{ invitationId, token }: { invitationId: string; token?: string },
): Promise<void> {
	const sealedToken = token && seal(ctx.services.secret, OWNERSHIP_SEAL, token);
	const payload = { news, invitationId, ...(sealedToken && { sealedToken }) };
	await requestJob(tx.db, 'mail-ownership', payload, { now: ctx.clock.now() });
}
