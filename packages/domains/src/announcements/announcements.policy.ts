import type { Policy } from '../permissions/permission.ts';

export const announcementsPermissions = ['posts:announce'] as const;

export const announcementsPolicy: Policy = (grants, { can }) => {
	const announcement = {
		...{ status: 'published', spaceId: { $in: [...grants.spaces.readable] } },
		kind: 'announcement',
	};
	if (grants.has('posts:read')) can('acknowledge', 'Post', announcement);
	if (grants.has('posts:announce'))
		can('announce', 'Post', { spaceId: { $in: [...grants.spaces.postable] } });
};
