import { publishedIn, type PermissionFacts, type Policy } from '../permissions/permission.ts';

export const postsPermissions = {
	'posts:read': 'community',
	'posts:publish': 'space',
	'posts:moderate': 'space',
	'posts:feature': 'space',
} as const satisfies PermissionFacts;

export const postsPolicy: Policy = (grants, { can }) => {
	const readable = publishedIn(grants.spaces.readable);
	if (grants.has('posts:read')) can('read', 'Post', readable);
	can('create', 'Post', { spaceId: { $in: [...grants.spaces.postable] } });
	if (grants.has('posts:publish')) {
		const own = { ...readable, authorId: grants.memberId };
		can(['update', 'delete', 'share', 'invite'], 'Post', own);
		// Asked of one row only: the rule matches when the list of co-authors holds the member.
		can('update', 'Post', { ...readable, coAuthorIds: grants.memberId });
	}
	const kept = publishedIn(grants.where('posts:moderate'));
	can(['update', 'remove', 'pin', 'moderate'], 'Post', kept);
	can(['lock', 'move', 'share'], 'Post', kept);
	can('feature', 'Post', publishedIn(grants.where('posts:feature')));
};
