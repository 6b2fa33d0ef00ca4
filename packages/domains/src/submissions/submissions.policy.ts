import type { Policy } from '../permissions/permission.ts';

export const submissionsPermissions = ['posts:approve'] as const;

export const submissionsPolicy: Policy = (grants, { can }) => {
	const here = { spaceId: { $in: [...grants.spaces.readable] } };
	can(['read', 'update', 'delete'], 'Submission', { authorId: grants.memberId });
	if (grants.has('posts:approve')) {
		can('approve', 'Submission', here);
		can('read', 'Submission', { ...here, state: 'waiting' });
	}
};
