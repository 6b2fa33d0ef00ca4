import type { Policy } from '../permissions/permission.ts';

export const libraryPolicy: Policy = (grants, { can }) => {
	const here = { spaceId: { $in: [...grants.spaces.libraries] } };
	if (grants.has('posts:read')) can('read', 'Document', { ...here, deletedAt: null });
	if (grants.has('media:upload') && grants.where('posts:publish').length > 0) {
		const fillable = { spaceId: { $in: [...grants.spaces.fillable] } };
		can('create', ['Document', 'Folder'], fillable);
		const own = { ...here, authorId: grants.memberId };
		can(['update', 'delete'], ['Document', 'Folder'], own);
	}
	const keeps = new Set(grants.where('posts:moderate'));
	const kept = { spaceId: { $in: grants.spaces.libraries.filter((id) => keeps.has(id)) } };
	can(['update', 'delete', 'moderate'], 'Document', kept);
	can(['update', 'delete', 'moderate'], 'Folder', kept);
};
