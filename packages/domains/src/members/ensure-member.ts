import { isUniqueViolation } from '@kith/db/pg-errors';
import { writeEvent } from '@kith/db/outbox';
import type { CommunityDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import type { CommunityIdentity, CommunitySnapshot } from '../communities/snapshot.ts';
import type { Services } from '../context.ts';
import { freeHandle } from './handle.ts';
import { openInvitation, useInvitation } from './invitations.queries.ts';
import { grantRole, insertMember } from './members.queries.ts';
import { readStanding, type StandingRow } from './standing.ts';

type Place = { services: Services; community: CommunityIdentity; snapshot: CommunitySnapshot };
type Person = { userId: string; email: string; name: string };

/**
 * Makes the member row of someone who has proved who they are, in our own transaction, as the access rules say:
 * active where joining is open or an invitation is held, pending where it needs approval, none where it needs an
 * invitation. Idempotent: however often it runs, there is one row. Returns the member's standing or null.
 */
export async function ensureMember(
	{ services, community, snapshot }: Place,
	person: Person,
	invitationHash: string | null,
): Promise<StandingRow | null> {
	const db = services.communityDb(community);
	for (let attempt = 0; attempt < 5; attempt++) {
		try {
			await db
				.transaction()
				.execute((tx) => admit(tx, { services, community, snapshot }, person, invitationHash));
			break;
		} catch (error) {
			// Two people with one name joined in the same moment: the second takes the next free handle.
			if (!isUniqueViolation(error, 'members_handle_key')) throw error;
		}
	}
	return readStanding(db, person.userId);
}

async function admit(
	db: CommunityDb,
	{ services, community, snapshot }: Place,
	person: Person,
	invitationHash: string | null,
): Promise<void> {
	const now = services.clock.now();
	const invitation = await openInvitation(db, {
		tokenHash: invitationHash,
		email: person.email,
		now,
	}).executeTakeFirst();
	const { join } = snapshot.access;
	if (!invitation && join === 'invite') return;
	const status = invitation || join === 'open' ? 'active' : 'pending';
	const name = person.name.trim() || (person.email.split('@')[0] ?? 'Member');
	const inserted = await insertMember(db, {
		...{ id: newId(), userId: person.userId, name, status, joinedAt: now },
		handle: await freeHandle(db, name),
	}).executeTakeFirst();
	if (!inserted) return;
	if (invitation) {
		const used = await useInvitation(db, invitation.id).executeTakeFirst();
		if (used) await grantRole(db, inserted.id, invitation.roleId).execute();
	}
	await writeEvent(db, {
		communityId: community.id,
		type: status === 'active' ? 'members.joined' : 'members.requested',
		payload: { memberId: inserted.id },
		actor: { kind: 'member', memberId: inserted.id, userId: person.userId },
		occurredAt: now,
	});
}
