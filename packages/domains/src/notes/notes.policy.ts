import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const notesPermissions = {
	'members:note': 'community',
} as const satisfies PermissionFacts;

export const notesPolicy: Policy = (grants, { can }) => {
	if (!grants.has('members:note')) return;
	can(['read', 'create'], 'Note');
	can(['update', 'delete'], 'Note', { authorId: grants.memberId });
	if (grants.has('members:manage')) can('delete', 'Note');
};
