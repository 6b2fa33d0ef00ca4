import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const mergingPermissions = {
	'members:merge': 'dangerous',
} as const satisfies PermissionFacts;

/** Which two is a question of rank besides: the verbs ask for both. */
export const mergingPolicy: Policy = (grants, { can }) => {
	if (grants.has('members:merge')) can('merge', 'Member');
};
