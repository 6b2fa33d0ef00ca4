import type { Policy } from '../permissions/permission.ts';

export const ideasPermissions = ['ideas:vote', 'ideas:manage'] as const;

export const ideasPolicy: Policy = (grants, { can }) => {
	const idea = {
		...{ status: 'published', spaceId: { $in: [...grants.spaces.readable] }, kind: 'idea' },
	};
	if (grants.has('ideas:vote')) can('vote', 'Post', idea);
	if (grants.has('ideas:manage')) can('decide', 'Post', idea);
};
