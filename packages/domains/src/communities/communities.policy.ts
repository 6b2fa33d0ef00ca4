import type { Policy } from '../permissions/permission.ts';

export const communitiesPermissions = [
	'community:enter',
	'community:settings',
	'community:design',
] as const;

export const communitiesPolicy: Policy = (grants, { can }) => {
	if (grants.has('community:enter')) can('enter', 'Community');
	if (grants.has('community:settings')) can('administer', 'Community');
	if (grants.has('community:design')) can('update', 'Community');
};
