import type { PlatformDb } from '@kith/db/handles';
import { offerById } from './ownership.queries.ts';

/** An offer of ownership in whatever state, with both sides of it, for who mails it; null where it is gone. */
export async function readOffer(db: PlatformDb, invitationId: string) {
	return (await offerById(db, invitationId).executeTakeFirst()) ?? null;
}
