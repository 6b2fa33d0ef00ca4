import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const submissionsPermissions = {
	'posts:approve': 'space',
} as const satisfies PermissionFacts;

export const submissionsPolicy: Policy = (grants, { can }) => {
	const here = { spaceId: { $in: [...grants.where('posts:approve')] } };
	can(['read', 'update', 'delete'], 'Submission', { authorId: grants.memberId });
	can('approve', 'Submission', here);
	can('read', 'Submission', { ...here, state: 'waiting' });
};
