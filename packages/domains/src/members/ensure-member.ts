import { isUniqueViolation } from '@kith/db/pg-errors';
import { writeEvent } from '@kith/db/outbox';
import type { CommunityDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import type { CommunityIdentity, CommunitySnapshot } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { grantRole } from './entry-roles.queries.ts';
import { freeHandle, handleFrom } from './handle.ts';
import { openInvitation, useInvitation } from './invitations.queries.ts';
import { activateMember, insertMember, lockPerson } from './members.queries.ts';
import { readStanding, type StandingRow } from './standing.ts';

type Place = { services: Services; community: CommunityIdentity; snapshot: CommunitySnapshot };
type Way = { invitationHash: string | null; isAwaited: boolean; attempt: number };
type Person = { userId: string; email: string; name: string };

/**
 * Makes the member row of someone who has proved who they are, in our own transaction, as the access rules say:
 * active where joining is open or an invitation is held, pending where it needs approval, none where it needs an
 * invitation. Who waits is taken in by an invitation, who was sent away only by one to their address. Who is awaited
 * comes in as if they held one, unless they were sent away. Idempotent: however often it runs, there is one row.
 * Returns the member's standing or null.
 */
export async function ensureMember(
	place: Place,
	person: Person,
	invitationHash: string | null,
	{ isAwaited = false } = {},
): Promise<StandingRow | null> {
	const db = place.services.communityDb(place.community);
	for (let attempt = 1; ; attempt++) {
		try {
			await db
				.transaction()
				.execute((tx) => admit(tx, place, person, { invitationHash, isAwaited, attempt }));
			return await readStanding(db, person.userId);
		} catch (error) {
			// People of one name joined in the same moment: the later ones take a handle that nobody else tries.
			if (attempt === 5 || !isUniqueViolation(error, 'members_handle_key')) throw error;
		}
	}
}

async function admit(
	db: CommunityDb,
	{ services, community, snapshot }: Place,
	person: Person,
	{ invitationHash, isAwaited, attempt }: Way,
): Promise<void> {
	await lockPerson(db, person.userId).execute();
	const known = await readStanding(db, person.userId);
	if (known?.status === 'active' || known?.status === 'suspended') return;
	const now = services.clock.now();
	const tokenHash = known?.status === 'removed' ? null : invitationHash;
	const roleId = await takeInvitation(db, { tokenHash, email: person.email, now });
	const { join } = snapshot.access;
	const isTaken = roleId !== null || (isAwaited && known?.status !== 'removed');
	if (!isTaken && (known || join === 'invite')) return;
	const status = isTaken || join === 'open' ? 'active' : 'pending';
	const memberId = known?.id ?? (await insert(db, person, { status, joinedAt: now, attempt }));
	if (known) await activateMember(db, memberId, now).execute();
	if (roleId !== null) await grantRole(db, memberId, roleId).execute();
	await writeEvent(db, {
		communityId: community.id,
		type: status === 'active' ? 'members.joined' : 'members.requested',
		payload: { memberId },
		actor: { kind: 'member', memberId, userId: person.userId },
		occurredAt: now,
	});
}

/** Uses an invitation up; returns the role it gives, or null when there is none (or no longer). */
async function takeInvitation(
	db: CommunityDb,
	holder: { tokenHash: string | null; email: string; now: Date },
): Promise<string | null> {
	const invitation = await openInvitation(db, holder).executeTakeFirst();
	if (!invitation) return null;
	const used = await useInvitation(db, invitation.id).executeTakeFirst();
	return used ? invitation.roleId : null;
}

async function insert(
	db: CommunityDb,
	{ userId, email, name }: Person,
	{ status, joinedAt, attempt }: { status: 'active' | 'pending'; joinedAt: Date; attempt: number },
): Promise<string> {
	const id = newId();
	const shown = name.trim() || (email.split('@')[0] ?? 'Member');
	const inserted = await insertMember(db, {
		...{ id, userId, name: shown.slice(0, 80), status, joinedAt },
		handle: attempt === 1 ? await freeHandle(db, shown) : `${handleFrom(shown)}-${id.slice(-4)}`,
	}).executeTakeFirstOrThrow();
	return inserted.id;
}
