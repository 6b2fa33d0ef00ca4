import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const membersPermissions = {
	'members:read': 'community',
	'members:emails': 'dangerous',
	'members:invite': 'community',
	'members:manage': 'dangerous',
	'members:approve': 'community',
} as const satisfies PermissionFacts;

export const membersPolicy: Policy = (grants, { can }) => {
	if (grants.has('members:read')) can('read', 'Member', { status: 'active' });
	can(['read', 'update'], 'Member', { id: grants.memberId });
	if (grants.has('members:invite')) can(['read', 'create', 'delete'], 'Invitation');
	if (grants.has('members:manage'))
		can(['read', 'update', 'assign', 'remove', 'administer'], 'Member');
	if (grants.has('members:approve')) {
		can('approve', 'Member');
		can('read', 'Member', { status: 'pending' });
	}
	if (grants.has('members:emails')) can('moderate', 'Member');
};
