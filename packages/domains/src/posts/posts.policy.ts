import type { Policy } from '../permissions/permission.ts';

export const postsPermissions = [
	'posts:read',
	'posts:publish',
	'posts:moderate',
	'posts:feature',
] as const;

export const postsPolicy: Policy = (grants, { can }) => {
	const readable = { status: 'published', spaceId: { $in: [...grants.spaces.readable] } };
	if (grants.has('posts:read')) can('read', 'Post', readable);
	if (grants.has('posts:publish')) {
		can('create', 'Post', { spaceId: { $in: [...grants.spaces.postable] } });
		const own = { ...readable, authorId: grants.memberId };
		can(['update', 'delete', 'share', 'invite'], 'Post', own);
		// Asked of one row only: the rule matches when the list of co-authors holds the member.
		can('update', 'Post', { ...readable, coAuthorIds: grants.memberId });
	}
	if (grants.has('posts:moderate')) {
		can(['update', 'remove', 'pin', 'moderate'], 'Post', readable);
		can(['lock', 'move', 'share'], 'Post', readable);
	}
	if (grants.has('posts:feature')) can('feature', 'Post', readable);
};
