import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const searchPermissions = {
	'search:terms': 'community',
} as const satisfies PermissionFacts;

export const searchPolicy: Policy = (grants, { can }) => {
	if (grants.has('search:terms')) can('read', 'SearchTerm');
};
