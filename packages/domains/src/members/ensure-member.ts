import { isUniqueViolation } from '@kith/db/pg-errors';
import { writeEvent } from '@kith/db/outbox';
import type { CommunityDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import type { CommunityIdentity, CommunitySnapshot } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { grantRole } from './entry-roles.queries.ts';
import { freeHandle, handleFrom } from './handle.ts';
import { openInvitation, useInvitation } from './invitations.queries.ts';
import { ORDINARY } from './hierarchy.ts';
import { isOfDomain } from './joining.ts';
import {
	activateMember,
	claimMember,
	letIntoSpace,
	rememberInvitation,
} from './joining.queries.ts';
import { insertMember, lockPerson } from './members.queries.ts';
import { screen, type Screening } from './screening.ts';
import { readStanding, type StandingRow } from './standing.ts';

type Place = { services: Services; community: CommunityIdentity; snapshot: CommunitySnapshot };
type Way = { invitationHash: string | null; isAwaited: boolean; attempt: number };
type Person = { userId: string; email: string; name: string; ip?: string };

/**
 * Makes the member row of someone who has proved who they are, in our own transaction, as the access rules say:
 * active where joining is open, an invitation is held or the address is of a domain that joins without asking, pending
 * where it needs approval or a membership, none where it needs an invitation. Who waits is taken in by an invitation, who was sent away
 * only by one to their address, who was brought in from a list by coming. Who is awaited comes in as if they held an
 * invitation, unless they were sent away. Who was banned is not let in, also by another spelling of their address; who
 * comes from where they came from waits for approval. Idempotent: however often it runs, there is one row. Returns the
 * member's standing or null.
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
	if (known && !mayCome(known)) return;
	const now = services.clock.now();
	const screening = known ? 'clear' : await screen(db, services.secret, person);
	if (screening === 'refuse') return;
	const tokenHash = known?.status === 'removed' ? null : invitationHash;
	const isNew = known === null;
	const invitation = await takeInvitation(db, { tokenHash, email: person.email, now, isNew });
	const isInvited = invitation !== null || (isAwaited && known?.status !== 'removed');
	const status = statusFor({ known, screening, isInvited, snapshot, person });
	if (!status) return;
	const isScreened = screening === 'ask' && status === 'pending';
	const memberId =
		known?.id ?? (await insert(db, person, { status, joinedAt: now, isScreened, attempt }));
	const isStaged = known?.status === 'staged';
	if (known)
		await (isStaged ? claimMember(db, memberId) : activateMember(db, memberId, now)).execute();
	if (invitation) await bringIn(db, memberId, invitation, snapshot);
	// Nobody decides on who is let in by a membership.
	if (status === 'pending' && snapshot.access.join === 'membership' && !isScreened) return;
	await writeEvent(db, {
		communityId: community.id,
		type: status === 'active' ? 'members.joined' : 'members.requested',
		payload: {
			memberId,
			...(status === 'active' ? { invitationId: invitation?.id ?? null } : { isScreened }),
		},
		actor: { kind: 'member', memberId, userId: person.userId },
		occurredAt: now,
	});
}

/** Who is in, held out for a time or for good has nothing to be let in for. */
function mayCome({ status, restriction }: StandingRow): boolean {
	return status !== 'active' && status !== 'suspended' && restriction !== 'banned';
}

type Case = {
	known: StandingRow | null;
	screening: Screening;
	isInvited: boolean;
	snapshot: CommunitySnapshot;
	person: Person;
};

/** What somebody becomes who has come to the door; null where they need an invitation. */
function statusFor({ known, screening, isInvited, snapshot, person }: Case) {
	if (isInvited || known?.status === 'staged') return 'active';
	if (known?.status === 'removed') return null;
	const isExpected = isOfDomain(person.email, snapshot.joining.domains);
	const { join } = snapshot.access;
	if (!isExpected && (known || join === 'invite')) return null;
	const isOpen = isExpected || join === 'open';
	return isOpen && screening === 'clear' ? 'active' : 'pending';
}

async function bringIn(
	db: CommunityDb,
	memberId: string,
	{ id, roleId, spaceId }: { id: string; roleId: string; spaceId: string | null },
	{ roles, spaces }: CommunitySnapshot,
): Promise<void> {
	await rememberInvitation(db, memberId, id).execute();
	if (!roles.some((role) => role.id === roleId && role.key === ORDINARY))
		await grantRole(db, memberId, roleId).execute();
	const space = spaces.find((one) => one.id === spaceId);
	if (space?.visibility === 'private') await letIntoSpace(db, space.id, memberId).execute();
}

/** Uses an invitation up; null when there is none (or no longer). */
async function takeInvitation(
	db: CommunityDb,
	holder: { tokenHash: string | null; email: string; now: Date; isNew: boolean },
) {
	const invitation = await openInvitation(db, holder).executeTakeFirst();
	if (!invitation) return null;
	const used = await useInvitation(db, invitation.id).executeTakeFirst();
	return used ? invitation : null;
}

type Made = {
	status: 'active' | 'pending';
	joinedAt: Date;
	isScreened: boolean;
	attempt: number;
};

async function insert(
	db: CommunityDb,
	{ userId, email, name }: Person,
	{ status, joinedAt, isScreened, attempt }: Made,
): Promise<string> {
	const id = newId();
	const shown = name.trim() || (email.split('@')[0] ?? 'Member');
	const inserted = await insertMember(db, {
		...{ id, userId, name: shown.slice(0, 80), status, joinedAt },
		...(isScreened && { request: JSON.stringify({ isScreened }) }),
		handle: attempt === 1 ? await freeHandle(db, shown) : `${handleFrom(shown)}-${id.slice(-4)}`,
	}).executeTakeFirstOrThrow();
	return inserted.id;
}
