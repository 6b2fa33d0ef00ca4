import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const tagsPermissions = {
	'tags:create': 'community',
	'tags:restricted': 'community',
	'tags:manage': 'community',
} as const satisfies PermissionFacts;

export const tagsPolicy: Policy = (grants, { can }) => {
	if (grants.has('posts:read')) can('read', 'Tag');
	if (grants.has('posts:publish')) can('assign', 'Tag', { isRestricted: false });
	if (grants.has('tags:restricted')) can('assign', 'Tag');
	if (grants.has('tags:create')) can('create', 'Tag');
	if (grants.has('tags:manage')) can(['create', 'update', 'delete'], 'Tag');
};
