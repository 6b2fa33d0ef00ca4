import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const mediaPermissions = {
	'media:upload': 'community',
} as const satisfies PermissionFacts;

export const mediaPolicy: Policy = (grants, { can }) => {
	can('read', 'File', { purpose: 'brand' });
	if (grants.has('community:enter')) can('read', 'File', { purpose: 'avatar' });
	if (grants.has('community:enter')) can('read', 'File', { purpose: 'link' });
	// The cover of a space stands on its door, too, where that is shown to who may not enter.
	const covered = [...grants.spaces.readable, ...grants.spaces.doors];
	if (grants.has('community:enter'))
		can('read', 'File', { purpose: 'space', isShown: true, spaceId: { $in: covered } });
	// One that is yet to be chosen, for its preview.
	if (grants.has('spaces:manage')) can('read', 'File', { purpose: 'space', spaceId: null });
	can('read', 'File', { ownerId: grants.memberId });
	if (grants.has('posts:read'))
		can('read', 'File', { isShown: true, spaceId: { $in: [...grants.spaces.readable] } });
	// Who judges what was taken down, or waits to be let in, has to see all of it.
	const kept = new Set([...grants.where('posts:moderate'), ...grants.where('posts:approve')]);
	can('read', 'File', { purpose: 'post', spaceId: { $in: [...kept] } });
	if (grants.has('media:upload')) can('create', 'File');
};
