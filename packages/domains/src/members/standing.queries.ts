import { sql, type ExpressionBuilder } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { BY_SUSPENSION } from '../grants/index.ts';
import { hasSecondFactor } from './second-factor.queries.ts';

export type MemberEb = ExpressionBuilder<CommunityTables, 'members'>;

export const roleIds = (eb: MemberEb) =>
	sql<string[]>`array(${eb
		.selectFrom('memberRoles')
		.select('roleId')
		.distinct()
		.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('roleIds');

/** Rooms that nothing opens but a membership that is owed for. */
const unpaidSpaces = (eb: MemberEb) =>
	sql<string[]>`array(${eb
		.selectFrom('spaceMembers')
		.select('spaceId')
		.whereRef('spaceMembers.memberId', '=', 'members.id')
		.groupBy('spaceId')
		.having(sql<boolean>`bool_and(source = ${BY_SUSPENSION})`)})`;

/** Each as "space role". */
const scopedRoles = (eb: MemberEb) =>
	sql<string[]>`array(${eb
		.selectFrom('scopedRoles')
		.select(sql<string>`space_id || ' ' || role_id`.as('pair'))
		.distinct()
		.whereRef('scopedRoles.memberId', '=', 'members.id')})`;

const related = (eb: MemberEb, kind: 'block' | 'mute') =>
	sql<string[]>`array(${eb
		.selectFrom('relations')
		.select('targetId')
		.whereRef('relations.memberId', '=', 'members.id')
		.where('kind', '=', kind)})`;

/** The member behind a person, with the roles and private spaces that decide what they may do. */
const standings = (db: CommunityDb) =>
	db
		.selectFrom('members')
		.select(['id', 'handle', 'name', 'status', 'avatarFileId', 'locale', 'timeZone'])
		.select(['guidelinesVersion', 'termsVersion', 'joinedAt', 'overrides'])
		.select(['restriction', 'restrictedUntil'])
		.select((eb) => [
			sql<string>`coalesce(members.restriction_details->>'reason', '')`.as('restrictionReason'),
			roleIds(eb),
			sql<boolean>`members.onboarding ? 'hiddenAt'`.as('isSettled'),
			sql<string[]>`array(${eb
				.selectFrom('spaceMembers')
				.select('spaceId')
				.distinct()
				.whereRef('spaceMembers.memberId', '=', 'members.id')})`.as('spaceIds'),
			unpaidSpaces(eb).as('unpaidSpaceIds'),
			scopedRoles(eb).as('scopedRoles'),
			related(eb, 'block').as('blockedIds'),
			related(eb, 'mute').as('mutedIds'),
			sql<string[]>`array(${eb
				.selectFrom('spaceVisits')
				.select('spaceId')
				.whereRef('spaceVisits.memberId', '=', 'members.id')
				.where('mutedAt', 'is not', null)})`.as('mutedSpaceIds'),
			sql<string[]>`array(${eb
				.selectFrom('relations')
				.select('memberId')
				.whereRef('relations.targetId', '=', 'members.id')
				.where('kind', '=', 'block')})`.as('blockedByIds'),
			hasSecondFactor(eb),
		]);

export const standingOfUser = (db: CommunityDb, userId: string) =>
	standings(db).where('userId', '=', userId);

export const standingOfMember = (db: CommunityDb, memberId: string) =>
	standings(db).where('id', '=', memberId);
