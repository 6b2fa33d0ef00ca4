import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const gamificationPermissions = {
	'gamification:manage': 'community',
} as const satisfies PermissionFacts;

/** Who may see members may see what they earned; everybody sees their own. */
export const gamificationPolicy: Policy = (grants, { can }) => {
	if (grants.has('gamification:manage')) {
		can(['read', 'create', 'update', 'delete', 'assign'], 'PointRule');
		can(['create', 'update', 'delete', 'decide'], 'Challenge');
	}
	if (grants.has('members:read')) {
		can('read', 'Score');
		can('read', 'Challenge');
		can('enter', 'Challenge', { memberId: grants.memberId });
	}
	can(['read', 'update'], 'Score', { memberId: grants.memberId });
};
