import type { Policy } from '../permissions/permission.ts';

export const mediaPermissions = ['media:upload'] as const;

export const mediaPolicy: Policy = (grants, { can }) => {
	can('read', 'File', { purpose: 'brand' });
	if (grants.has('community:enter')) can('read', 'File', { purpose: 'avatar' });
	if (grants.has('community:enter')) can('read', 'File', { purpose: 'link' });
	can('read', 'File', { ownerId: grants.memberId });
	if (grants.has('posts:read'))
		can('read', 'File', { isShown: true, spaceId: { $in: [...grants.spaces.readable] } });
	// Who judges what was taken down, or waits to be let in, has to see all of it.
	if (grants.has('posts:moderate') || grants.has('posts:approve'))
		can('read', 'File', { purpose: 'post', spaceId: { $in: [...grants.spaces.readable] } });
	if (grants.has('media:upload')) can('create', 'File');
};
