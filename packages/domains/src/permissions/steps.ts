/**
 * The published order in which a community decides; each step overrules those before it. Within a step a denial beats
 * an allowance, and who says nothing inherits.
 */
export const STEPS = [
	'owner',
	'everyone',
	'roles',
	'space_setting',
	'group_everyone',
	'group_roles',
	'group_member',
	'space_everyone',
	'space_roles',
	'space_member',
	'manages_space',
	'hidden_space',
	'second_factor',
	'guidelines',
	'private_community',
] as const;
export type Step = (typeof STEPS)[number];
