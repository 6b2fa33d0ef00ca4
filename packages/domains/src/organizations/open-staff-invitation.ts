import type { PlatformDb } from '@kith/db/handles';
import { staffInvitationById } from './team.queries.ts';

/** An invitation that nobody accepted or withdrew, for who mails it; null for any other. */
export async function openStaffInvitation(db: PlatformDb, invitationId: string) {
	return (await staffInvitationById(db, invitationId).executeTakeFirst()) ?? null;
}
