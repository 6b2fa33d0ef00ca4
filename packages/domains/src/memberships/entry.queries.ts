import { sql, type Expression, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { BY_HAND } from '../grants/index.ts';
import { OPENING } from './memberships.schema.ts';

/** Memberships of a member that open something now; who pays for a group holds one, too. */
const openFor = (db: CommunityDb, memberId: Expression<string>, now: Date) =>
	db
		.selectFrom('memberships')
		.select('memberships.id')
		.where('memberships.memberId', '=', memberId)
		.where('memberships.status', 'in', OPENING)
		.where((eb) =>
			eb.or([eb('memberships.endsAt', 'is', null), eb('memberships.endsAt', '>', now)]),
		);

const ID = sql<string>`members.id`;

/**
 * What decides whether memberships let somebody in: what is kept of their request, one that they hold and that is open,
 * and roles that a hand gave them.
 */
export const entryRow = (db: CommunityDb, memberId: string, now: Date) =>
	db
		.selectFrom('members')
		.select(['status', 'request'])
		.select((eb) => [
			openFor(db, ID, now).limit(1).as('openId'),
			eb
				.selectFrom('memberRoles')
				.select('memberRoles.roleId')
				.whereRef('memberRoles.memberId', '=', 'members.id')
				.where('memberRoles.source', '=', BY_HAND)
				.limit(1)
				.as('roleId'),
			eb
				.selectFrom('scopedRoles')
				.select('scopedRoles.roleId')
				.whereRef('scopedRoles.memberId', '=', 'members.id')
				.where('scopedRoles.source', '=', BY_HAND)
				.limit(1)
				.as('scopedRoleId'),
		])
		.where('members.id', '=', memberId);

/** Those who are in by a membership and hold none that is open. */
export const outstaying = (db: CommunityDb, now: Date, limit: number) =>
	db
		.selectFrom('members')
		.select('id')
		.where('status', '=', 'active')
		.where(sql<SqlBool>`members.request->>'way' = 'membership'`)
		.where((eb) => eb.not(eb.exists(openFor(db, ID, now))))
		.limit(limit);

/** How many members hold no membership that is open. */
export const membersWithout = (db: CommunityDb, now: Date) =>
	db
		.selectFrom('members')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('status', '=', 'active')
		.where((eb) => eb.not(eb.exists(openFor(db, ID, now))));
