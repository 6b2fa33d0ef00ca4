import type { CommunityDb } from '@kith/db/handles';
import { standingOfMember, standingOfUser } from './members.queries.ts';

/** What a member may do and see hangs on this: their status, roles, private spaces, and whom they avoid. */
export type StandingRow = {
	id: string;
	handle: string;
	name: string;
	status: 'active' | 'pending' | 'suspended' | 'removed';
	avatarFileId: string | null;
	locale: string | null;
	timeZone: string | null;
	roleIds: string[];
	spaceIds: string[];
	guidelinesVersion: number;
	joinedAt: Date;
	/** Whether they have put the list of first steps away. */
	isSettled: boolean;
	blockedIds: string[];
	blockedByIds: string[];
	mutedIds: string[];
};

/** The standing of the member behind a person of this community; null when there is none. */
export async function readStanding(db: CommunityDb, userId: string): Promise<StandingRow | null> {
	const row = await standingOfUser(db, userId).executeTakeFirst();
	return (row as StandingRow | undefined) ?? null;
}

/** The standing of a member, whoever acts; null when there is none. */
export async function readStandingOf(
	db: CommunityDb,
	memberId: string,
): Promise<StandingRow | null> {
	const row = await standingOfMember(db, memberId).executeTakeFirst();
	return (row as StandingRow | undefined) ?? null;
}
