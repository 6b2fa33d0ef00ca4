import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const restrictionsPermissions = {
	'members:silence': 'community',
	'members:ban': 'dangerous',
} as const satisfies PermissionFacts;

/** Whom one may hold back is a question of rank besides: the verbs ask `memberBelow`. */
export const restrictionsPolicy: Policy = (grants, { can }) => {
	if (grants.has('members:silence')) {
		can('silence', 'Member');
		can('read', 'Member', { status: { $in: ['active', 'suspended'] } });
	}
	if (grants.has('members:ban')) can('ban', 'Member');
};
