import type { Policy } from '../permissions/permission.ts';

export const postsPermissions = ['posts:read', 'posts:publish', 'posts:moderate'] as const;

export const postsPolicy: Policy = (grants, { can }) => {
	const readable = { status: 'published', spaceId: { $in: [...grants.spaces.readable] } };
	if (grants.has('posts:read')) can('read', 'Post', readable);
	if (grants.has('posts:publish')) {
		can('create', 'Post', { spaceId: { $in: [...grants.spaces.postable] } });
		can(['update', 'delete'], 'Post', { ...readable, authorId: grants.memberId });
	}
	if (grants.has('posts:moderate')) can(['update', 'remove', 'pin'], 'Post', readable);
};
