import type { CommunityDb } from '@kith/db/handles';

export const ROTA = 'rota';

/** Active members with a role of their own in the whole community: among them are those who decide. */
export const roleHolders = (db: CommunityDb) =>
	db
		.selectFrom('memberRoles')
		.innerJoin('members', 'members.id', 'memberRoles.memberId')
		.select(['members.id', 'members.name'])
		.select((eb) => eb.fn.agg<string[]>('array_agg', ['memberRoles.roleId']).as('roleIds'))
		.where('members.status', '=', 'active')
		.groupBy(['members.id', 'members.name'])
		.orderBy('members.name')
		.orderBy('members.id')
		.limit(500);
