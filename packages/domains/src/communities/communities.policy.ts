import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const communitiesPermissions = {
	'community:enter': 'community',
	'community:design': 'community',
	'settings:general': 'community',
	'settings:access': 'dangerous',
	'settings:approval': 'community',
	'settings:feed': 'community',
	'settings:guidelines': 'community',
	'settings:legal': 'community',
	'settings:localization': 'community',
	'settings:onboarding': 'community',
	'settings:storage': 'community',
} as const satisfies PermissionFacts;

/** What is set up page by page, each with a right of its own. */
export const SETTINGS = [
	...(['general', 'access', 'approval', 'feed'] as const),
	...(['guidelines', 'legal', 'localization', 'onboarding', 'storage'] as const),
];

export const communitiesPolicy: Policy = (grants, { can }) => {
	if (grants.has('community:enter')) can('enter', 'Community');
	if (grants.has('settings:general')) can('administer', 'Community');
	for (const key of SETTINGS)
		if (grants.has(`settings:${key}`)) can('administer', 'Setting', { key });
	if (grants.has('community:design')) can('update', 'Community');
};
