import { publishedIn, type PermissionFacts, type Policy } from '../permissions/permission.ts';

export const ideasPermissions = {
	'ideas:vote': 'space',
	'ideas:manage': 'space',
} as const satisfies PermissionFacts;

export const ideasPolicy: Policy = (grants, { can }) => {
	can('vote', 'Post', { ...publishedIn(grants.where('ideas:vote')), kind: 'idea' });
	can('decide', 'Post', { ...publishedIn(grants.where('ideas:manage')), kind: 'idea' });
};
