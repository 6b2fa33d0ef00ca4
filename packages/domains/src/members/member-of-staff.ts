import type { CommunityDb } from '@kith/db/handles';
import { membersByEmails } from './members.queries.ts';

/** The active member that a staff person is in this community, by their address; null when they never entered. */
export async function memberOfStaff(db: CommunityDb, email: string): Promise<string | null> {
	const member = await membersByEmails(db, [email]).executeTakeFirst();
	return member?.status === 'active' ? member.id : null;
}
