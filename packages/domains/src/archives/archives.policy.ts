import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const archivesPermissions = {
	'data:export': 'dangerous',
	'data:delete': 'dangerous',
} as const satisfies PermissionFacts;

export const archivesPolicy: Policy = (grants, { can }) => {
	if (grants.has('data:export')) can('create', 'Archive');
	if (grants.has('data:delete')) can('delete', 'Community');
};
