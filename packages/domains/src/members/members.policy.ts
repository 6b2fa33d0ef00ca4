import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const membersPermissions = {
	'members:read': 'community',
	'members:emails': 'dangerous',
	'members:invite': 'community',
	'members:manage': 'dangerous',
} as const satisfies PermissionFacts;

export const membersPolicy: Policy = (grants, { can }) => {
	if (grants.has('members:read')) can('read', 'Member', { status: 'active' });
	can(['read', 'update'], 'Member', { id: grants.memberId });
	if (grants.has('members:invite')) can(['read', 'create', 'delete'], 'Invitation');
	if (grants.has('members:manage')) can(['read', 'assign', 'remove', 'administer'], 'Member');
	if (grants.has('members:emails')) can('moderate', 'Member');
};
