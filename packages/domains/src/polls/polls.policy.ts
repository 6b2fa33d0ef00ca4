import { publishedIn, type PermissionFacts, type Policy } from '../permissions/permission.ts';

export const pollsPermissions = {
	'polls:vote': 'space',
} as const satisfies PermissionFacts;

export const pollsPolicy: Policy = (grants, { can }) => {
	can('answer', 'Post', publishedIn(grants.where('polls:vote')));
	if (grants.has('posts:publish'))
		can('close', 'Post', { ...publishedIn(grants.spaces.readable), authorId: grants.memberId });
	can('close', 'Post', publishedIn(grants.where('posts:moderate')));
};
