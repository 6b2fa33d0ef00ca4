import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { Joining, JoinRequest } from './joining.schema.ts';

/** By which invitation a member came in. */
export const rememberInvitation = (db: CommunityDb, memberId: string, invitationId: string) =>
	db.updateTable('members').set({ invitationId }).where('id', '=', memberId);

export const letIntoSpace = (db: CommunityDb, spaceId: string, memberId: string) =>
	db
		.insertInto('spaceMembers')
		.values({ spaceId, memberId })
		.onConflict((conflict) => conflict.doNothing());

export const requestOf = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select(['id', 'status', 'request']).where('id', '=', memberId);

export const keepRequest = (db: CommunityDb, memberId: string, request: JoinRequest) =>
	db
		.updateTable('members')
		.set({ request: JSON.stringify(request) })
		.where('id', '=', memberId);

export const saveJoiningRow = (db: CommunityDb, joining: Joining, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: 'joining', value: JSON.stringify(joining), updatedAt: now })
		.onConflict((conflict) =>
			conflict.column('key').doUpdateSet({
				value: JSON.stringify(joining),
				updatedAt: now,
				version: sql<number>`settings.version + 1`,
			}),
		);

/** Takes someone in by what they hold; who comes for the first time joined now, who comes back when they did. */
export const admitByMembership = (
	db: CommunityDb,
	memberId: string,
	{ request, joinedAt }: { request: JoinRequest; joinedAt: Date | null },
) =>
	db
		.updateTable('members')
		.set({ status: 'active', request: JSON.stringify(request), version: sql<number>`version + 1` })
		.$if(joinedAt !== null, (query) => query.set({ joinedAt: joinedAt ?? '' }))
		.where('id', '=', memberId);

/** Puts someone outside again; all that is theirs stays. */
export const putOutside = (db: CommunityDb, memberId: string, request: JoinRequest) =>
	db
		.updateTable('members')
		.set({ status: 'pending', request: JSON.stringify(request), version: sql<number>`version + 1` })
		.where('id', '=', memberId);

/** Takes someone in who was brought in from a list; they joined when the list says. */
export const claimMember = (db: CommunityDb, memberId: string) =>
	db
		.updateTable('members')
		.set({ status: 'active', version: sql<number>`version + 1` })
		.where('id', '=', memberId);

/** Takes someone in who waited, or who was sent away and invited again. */
export const activateMember = (db: CommunityDb, memberId: string, now: Date) =>
	db
		.updateTable('members')
		.set({ status: 'active', joinedAt: now, removedAt: null, version: sql<number>`version + 1` })
		// Whom somebody lets in is in for good, whatever let them in before.
		.set({ request: sql`request - array['way', 'lapsedAt']` })
		.where('id', '=', memberId);
