import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const announcementsPermissions = {
	'posts:announce': 'space',
} as const satisfies PermissionFacts;

export const announcementsPolicy: Policy = (grants, { can }) => {
	const announcement = {
		...{ status: 'published', spaceId: { $in: [...grants.spaces.readable] } },
		kind: 'announcement',
	};
	if (grants.has('posts:read')) can('acknowledge', 'Post', announcement);
	const announces = new Set(grants.where('posts:announce'));
	const spaceIds = grants.spaces.postable.filter((id) => announces.has(id));
	can('announce', 'Post', { spaceId: { $in: spaceIds } });
};
