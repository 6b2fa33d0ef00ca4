import type { Policy } from '../permissions/permission.ts';

export const pollsPermissions = ['polls:vote'] as const;

export const pollsPolicy: Policy = (grants, { can }) => {
	const readable = { status: 'published', spaceId: { $in: [...grants.spaces.readable] } };
	if (grants.has('polls:vote')) can('answer', 'Post', readable);
	if (grants.has('posts:publish')) can('close', 'Post', { ...readable, authorId: grants.memberId });
	if (grants.has('posts:moderate')) can('close', 'Post', readable);
};
