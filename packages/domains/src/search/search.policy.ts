import type { Policy } from '../permissions/permission.ts';

export const searchPermissions = ['search:terms'] as const;

export const searchPolicy: Policy = (grants, { can }) => {
	if (grants.has('search:terms')) can('read', 'SearchTerm');
};
