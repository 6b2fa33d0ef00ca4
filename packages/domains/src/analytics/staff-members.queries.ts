import type { CommunityDb } from '@kith/db/handles';
import { STAFF_ROLES } from './facts.ts';

/** The ids of those who work for the community now. */
export const staffMembers = (db: CommunityDb) =>
	db
		.selectFrom('memberRoles')
		.innerJoin('roles', 'roles.id', 'memberRoles.roleId')
		.select('memberRoles.memberId')
		.where('roles.key', 'in', [...STAFF_ROLES]);
