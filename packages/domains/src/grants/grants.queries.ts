import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** Who is given something, and by what. */
export type Grant = { memberId: string; source: string };

/** Gives roles, as far as this source has not before. `isFirst`: nothing else had given it. */
export const giveRoles = (
	db: CommunityDb,
	{ memberId, source }: Grant,
	roleIds: readonly string[],
) =>
	db
		.insertInto('memberRoles')
		.values(roleIds.map((roleId) => ({ memberId, roleId, source })))
		.onConflict((conflict) => conflict.doNothing())
		.returning((eb) => [
			'memberRoles.roleId',
			eb
				.not(
					eb.exists(
						eb
							.selectFrom('memberRoles as other')
							.select('other.roleId')
							.where('other.memberId', '=', memberId)
							.where('other.source', '<>', source)
							.whereRef('other.roleId', '=', 'memberRoles.roleId'),
					),
				)
				.as('isFirst'),
		]);

/** Takes back what this source gave: these roles, or all but these. `isLast`: nothing else gives it. */
export const takeRoles = (
	db: CommunityDb,
	{ memberId, source }: Grant,
	which: { only: readonly string[] } | { but: readonly string[] },
) =>
	db
		.deleteFrom('memberRoles')
		.where('memberRoles.memberId', '=', memberId)
		.where('memberRoles.source', '=', source)
		.where('memberRoles.roleId', 'only' in which ? '=' : '<>', named(which))
		.returning((eb) => [
			'memberRoles.roleId',
			eb
				.not(
					eb.exists(
						eb
							.selectFrom('memberRoles as other')
							.select('other.roleId')
							.where('other.memberId', '=', memberId)
							.where('other.source', '<>', source)
							.whereRef('other.roleId', '=', 'memberRoles.roleId'),
					),
				)
				.as('isLast'),
		]);

/** Lets a member into spaces, as far as this source has not before. `isFirst`: nothing else had. */
export const giveSpaces = (
	db: CommunityDb,
	{ memberId, source }: Grant,
	spaceIds: readonly string[],
) =>
	db
		.insertInto('spaceMembers')
		.values(spaceIds.map((spaceId) => ({ memberId, spaceId, source })))
		.onConflict((conflict) => conflict.doNothing())
		.returning((eb) => [
			'spaceMembers.spaceId',
			eb
				.not(
					eb.exists(
						eb
							.selectFrom('spaceMembers as other')
							.select('other.spaceId')
							.where('other.memberId', '=', memberId)
							.where('other.source', '<>', source)
							.whereRef('other.spaceId', '=', 'spaceMembers.spaceId'),
					),
				)
				.as('isFirst'),
		]);

/** Takes back what this source gave: these spaces, or all but these. `isLast`: nothing else gives it. */
export const takeSpaces = (
	db: CommunityDb,
	{ memberId, source }: Grant,
	which: { only: readonly string[] } | { but: readonly string[] },
) =>
	db
		.deleteFrom('spaceMembers')
		.where('spaceMembers.memberId', '=', memberId)
		.where('spaceMembers.source', '=', source)
		.where('spaceMembers.spaceId', 'only' in which ? '=' : '<>', named(which))
		.returning((eb) => [
			'spaceMembers.spaceId',
			eb
				.not(
					eb.exists(
						eb
							.selectFrom('spaceMembers as other')
							.select('other.spaceId')
							.where('other.memberId', '=', memberId)
							.where('other.source', '<>', source)
							.whereRef('other.spaceId', '=', 'spaceMembers.spaceId'),
					),
				)
				.as('isLast'),
		]);

/** A role in one space. */
export type RoleInSpace = { roleId: string; spaceId: string };

/** Gives roles in single spaces, as far as this source has not before. `isFirst`: nothing else had given it there. */
export const giveRolesInSpaces = (
	db: CommunityDb,
	{ memberId, source }: Grant,
	pairs: readonly RoleInSpace[],
) =>
	db
		.insertInto('scopedRoles')
		.values(pairs.map(({ roleId, spaceId }) => ({ memberId, roleId, spaceId, source })))
		.onConflict((conflict) => conflict.doNothing())
		.returning((eb) => [
			'scopedRoles.roleId',
			eb
				.not(
					eb.exists(
						eb
							.selectFrom('scopedRoles as other')
							.select('other.roleId')
							.where('other.memberId', '=', memberId)
							.where('other.source', '<>', source)
							.whereRef('other.roleId', '=', 'scopedRoles.roleId')
							.whereRef('other.spaceId', '=', 'scopedRoles.spaceId'),
					),
				)
				.as('isFirst'),
		]);

/** Takes back the roles that this source gave in single spaces, all but these. `isLast`: nothing else gives it there. */
export const takeRolesInSpaces = (
	db: CommunityDb,
	{ memberId, source }: Grant,
	{ but }: { but: readonly RoleInSpace[] },
) =>
	db
		.deleteFrom('scopedRoles')
		.where('scopedRoles.memberId', '=', memberId)
		.where('scopedRoles.source', '=', source)
		.where(
			sql<string>`scoped_roles.space_id || ' ' || scoped_roles.role_id`,
			'<>',
			sql<string>`all(${but.map(({ roleId, spaceId }) => `${spaceId} ${roleId}`)}::text[])`,
		)
		.returning((eb) => [
			'scopedRoles.roleId',
			eb
				.not(
					eb.exists(
						eb
							.selectFrom('scopedRoles as other')
							.select('other.roleId')
							.where('other.memberId', '=', memberId)
							.where('other.source', '<>', source)
							.whereRef('other.roleId', '=', 'scopedRoles.roleId')
							.whereRef('other.spaceId', '=', 'scopedRoles.spaceId'),
					),
				)
				.as('isLast'),
		]);

const named = (which: { only: readonly string[] } | { but: readonly string[] }) =>
	'only' in which
		? sql<string>`any(${[...which.only]}::uuid[])`
		: sql<string>`all(${[...which.but]}::uuid[])`;

/** The names of a member's tiers that open something, as it stands among what they open. */
export const tiersOpening = (db: CommunityDb, memberId: string, opened: object) =>
	db
		.selectFrom('memberships')
		.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
		.select('tiers.name')
		.where('memberships.memberId', '=', memberId)
		.where('memberships.status', '<>', 'canceled')
		.where('memberships.seats', 'is', null)
		.where(sql<boolean>`tiers.entitlements @> ${JSON.stringify([opened])}::jsonb`)
		.orderBy('tiers.position')
		.limit(20);

/** A role or a space, as it stands among what a tier opens. */
export type Opened = { kind: 'role'; roleId: string } | { kind: 'space'; spaceId: string };

/** The names of the rules that bring a member something. */
export const rulesBringing = (db: CommunityDb, memberId: string, opened: Opened) =>
	db
		.selectFrom('ruleGrants')
		.innerJoin('pointRules', 'pointRules.id', 'ruleGrants.ruleId')
		.select('pointRules.name')
		.where('ruleGrants.memberId', '=', memberId)
		.where('ruleGrants.endedAt', 'is', null)
		.where(
			opened.kind === 'role' ? 'ruleGrants.roleId' : 'ruleGrants.spaceId',
			'=',
			opened.kind === 'role' ? opened.roleId : opened.spaceId,
		)
		.orderBy('pointRules.position')
		.limit(20);

/** The roles of a member that something else than a hand gave, with each that did. */
export const rolesOfOthers = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('memberRoles')
		.select(['roleId', 'source'])
		.where('memberId', '=', memberId)
		.where('source', '<>', 'manual')
		.orderBy('source')
		.limit(1000);

/** What else than a hand gives a member a role in a space. */
export const rolesOfOthersIn = (db: CommunityDb, memberId: string, where: RoleInSpace) =>
	db
		.selectFrom('scopedRoles')
		.select(['roleId', 'source'])
		.where('memberId', '=', memberId)
		.where('spaceId', '=', where.spaceId)
		.where('roleId', '=', where.roleId)
		.where('source', '<>', 'manual')
		.orderBy('source')
		.limit(100);

/** What else than a hand lets a member into a space. */
export const entriesOfOthers = (db: CommunityDb, memberId: string, spaceId: string) =>
	db
		.selectFrom('spaceMembers')
		.select('source')
		.where('spaceId', '=', spaceId)
		.where('memberId', '=', memberId)
		.where('source', '<>', 'manual')
		.orderBy('source')
		.limit(100);
