import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const tiersPermissions = {
	'tiers:read': 'community',
	'tiers:manage': 'community',
} as const satisfies PermissionFacts;

/** What a tier may open is asked besides: the verbs ask `requireMayOpen`. */
export const tiersPolicy: Policy = (grants, { can }) => {
	if (grants.has('tiers:read')) can('read', 'Tier');
	if (grants.has('tiers:manage')) can(['read', 'create', 'update'], 'Tier');
};
