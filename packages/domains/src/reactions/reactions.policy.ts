import { publishedIn, type PermissionFacts, type Policy } from '../permissions/permission.ts';

export const reactionsPermissions = {
	'reactions:react': 'space',
} as const satisfies PermissionFacts;

export const reactionsPolicy: Policy = (grants, { can }) => {
	const open = publishedIn(grants.where('reactions:react'));
	can('react', 'Post', open);
	can('react', 'Comment', open);
};
