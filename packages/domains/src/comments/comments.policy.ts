import { publishedIn, type PermissionFacts, type Policy } from '../permissions/permission.ts';

export const commentsPermissions = {
	'comments:publish': 'space',
	'comments:moderate': 'space',
} as const satisfies PermissionFacts;

export const commentsPolicy: Policy = (grants, { can }) => {
	if (grants.has('posts:read')) can('read', 'Comment', publishedIn(grants.spaces.readable));
	const writes = publishedIn(grants.where('comments:publish'));
	can('comment', 'Post', writes);
	can(['update', 'delete'], 'Comment', { ...writes, authorId: grants.memberId });
	can(['remove', 'moderate'], 'Comment', publishedIn(grants.where('comments:moderate')));
};
