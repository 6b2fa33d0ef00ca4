import type { Policy } from '../permissions/permission.ts';

export const reactionsPermissions = ['reactions:react'] as const;

export const reactionsPolicy: Policy = (grants, { can }) => {
	const readable = { status: 'published', spaceId: { $in: [...grants.spaces.readable] } };
	if (!grants.has('reactions:react')) return;
	can('react', 'Post', readable);
	can('react', 'Comment', readable);
};
