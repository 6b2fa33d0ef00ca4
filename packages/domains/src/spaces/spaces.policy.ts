import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const spacesPermissions = {
	'spaces:read': 'space',
	'spaces:manage': 'space',
	'spaces:overrule': 'community',
	'spaces:create': 'community',
} as const satisfies PermissionFacts;

export const spacesPolicy: Policy = (grants, { can, cannot }) => {
	can('read', 'Space', { id: { $in: [...grants.spaces.readable] } });
	if (grants.has('spaces:manage')) {
		can(['create', 'update', 'administer', 'delete'], 'Space');
		cannot(['update', 'delete'], 'Space', { id: { $in: [...grants.whereNot('spaces:manage')] } });
	} else can('update', 'Space', { id: { $in: [...grants.where('spaces:manage')] } });
	if (grants.has('spaces:create')) can('create', 'Space');
};
