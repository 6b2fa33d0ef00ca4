import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const ssoPermissions = { 'settings:sso': 'dangerous' } as const satisfies PermissionFacts;

export const ssoPolicy: Policy = (grants, { can }) => {
	if (grants.has('settings:sso')) can('administer', 'Connection');
};
