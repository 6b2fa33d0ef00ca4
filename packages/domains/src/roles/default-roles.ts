import { permissionCatalogue, type Permission } from '../abilities.ts';

/** A column of the matrix: who a role is for, and what it allows. */
export type RoleShape = {
	key: string;
	name: string;
	rank: number;
	/** Held in the whole community, or in single spaces. */
	scope: 'community' | 'space';
	color: string | null;
	allow: readonly Permission[];
};

const READ = ['community:enter', 'spaces:read', 'posts:read'] as const;
const TAKE_PART = [
	...(['members:read', 'posts:publish', 'comments:publish', 'reactions:react'] as const),
	...(['media:upload', 'tags:create', 'ideas:vote', 'polls:vote'] as const),
] as const;
const KEEP_ORDER = [
	...(['posts:moderate', 'posts:approve', 'posts:feature', 'comments:moderate'] as const),
	...(['tags:restricted', 'ideas:manage', 'audit:moderation'] as const),
] as const;
/** What of keeping order and taking part a single space can give. */
const KEEP_A_SPACE = [
	...([
		'spaces:read',
		'spaces:manage',
		'posts:publish',
		'posts:moderate',
		'posts:approve',
	] as const),
	...(['posts:feature', 'posts:announce', 'comments:publish', 'comments:moderate'] as const),
	...(['reactions:react', 'ideas:vote', 'ideas:manage', 'polls:vote'] as const),
] as const;

/** The roles every community starts with. The owner's rights are not listed: they are all, always. */
export const DEFAULT_ROLES: readonly RoleShape[] = [
	{ key: 'owner', name: 'Owner', rank: 100, scope: 'community', color: null, allow: [] },
	{
		...{ key: 'admin', name: 'Admin', rank: 80, scope: 'community', color: null },
		allow: permissionCatalogue,
	},
	{
		...{ key: 'moderator', name: 'Moderator', rank: 60, scope: 'community', color: null },
		allow: [...READ, ...TAKE_PART, ...KEEP_ORDER],
	},
	{
		...{ key: 'space_admin', name: 'Space admin', rank: 50, scope: 'space', color: null },
		allow: KEEP_A_SPACE,
	},
	{
		...{ key: 'member', name: 'Member', rank: 20, scope: 'community', color: null },
		allow: [...READ, ...TAKE_PART],
	},
	{ key: 'guest', name: 'Guest', rank: 0, scope: 'community', color: null, allow: READ },
];

/** Roles that a community can add as they are and change as it likes; each builds on being a member. */
export const ROLE_TEMPLATES = [
	{
		...{ key: 'billing', name: 'Billing', rank: 30, scope: 'community', color: '#0f766e' },
		allow: ['members:emails'],
	},
	{
		...{ key: 'analyst', name: 'Analyst', rank: 30, scope: 'community', color: '#4338ca' },
		allow: ['search:terms'],
	},
	{
		...{ key: 'instructor', name: 'Instructor', rank: 45, scope: 'space', color: '#b45309' },
		allow: [
			...(['spaces:read', 'posts:publish', 'posts:announce', 'posts:feature'] as const),
			...(['comments:publish', 'comments:moderate'] as const),
		],
	},
	{
		...{ key: 'ambassador', name: 'Ambassador', rank: 30, scope: 'community', color: '#be185d' },
		allow: ['members:invite', 'posts:feature'],
	},
	{
		...{ key: 'volunteer', name: 'Volunteer', rank: 30, scope: 'community', color: '#15803d' },
		allow: ['comments:moderate', 'posts:approve'],
	},
	{
		...{ key: 'editor', name: 'Editor', rank: 35, scope: 'community', color: '#1d4ed8' },
		allow: ['posts:announce', 'posts:feature', 'tags:restricted', 'tags:manage'],
	},
	{
		...{ key: 'greeter', name: 'Greeter', rank: 30, scope: 'community', color: '#7c3aed' },
		allow: ['members:invite'],
	},
] as const satisfies readonly RoleShape[];
export type RoleTemplateKey = (typeof ROLE_TEMPLATES)[number]['key'];
