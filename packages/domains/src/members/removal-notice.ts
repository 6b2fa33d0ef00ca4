import { seal } from '@kith/kernel/seal';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { emailOfUser } from './departures.queries.ts';

/** The purpose that the address of who was removed is sealed for on its way to the mail. */
export const REMOVED_SEAL = 'removed address';

type Leaver = { userId: string | null; status: string; locale: string | null };

/** What a member is told of their removal, read before it; null for who never was in, and for who is not to be told. */
// authorize: the verbs that remove members have asked.
export async function removalNotice(
	{ services }: CommunityContext,
	tx: CommunityTransaction,
	{ userId, status, locale }: Leaver,
	{ reason, tells }: { reason: string; tells: boolean },
) {
	const wasIn = status === 'active' || status === 'suspended';
	if (!tells || !wasIn || !userId) return null;
	const person = await emailOfUser(tx.db, userId).executeTakeFirst();
	if (!person) return null;
	return { sealedAddress: seal(services.secret, REMOVED_SEAL, person.email), locale, reason };
}
