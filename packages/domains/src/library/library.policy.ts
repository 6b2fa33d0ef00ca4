import type { Policy } from '../permissions/permission.ts';

export const libraryPolicy: Policy = (grants, { can }) => {
	const here = { spaceId: { $in: [...grants.spaces.libraries] } };
	if (grants.has('posts:read')) can('read', 'Document', { ...here, deletedAt: null });
	if (grants.has('posts:publish') && grants.has('media:upload')) {
		const fillable = { spaceId: { $in: [...grants.spaces.fillable] } };
		can('create', ['Document', 'Folder'], fillable);
		const own = { ...here, authorId: grants.memberId };
		can(['update', 'delete'], ['Document', 'Folder'], own);
	}
	if (grants.has('posts:moderate')) {
		can(['update', 'delete', 'moderate'], 'Document', here);
		can(['update', 'delete', 'moderate'], 'Folder', here);
	}
};
