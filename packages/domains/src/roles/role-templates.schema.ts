import type { Permission } from '../permissions/permissions.schema.ts';

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

export type RoleTemplateKey =
	| 'billing'
	| 'analyst'
	| 'instructor'
	| 'ambassador'
	| 'volunteer'
	| 'editor'
	| 'greeter';

/** Roles that a community can add as they are and change as it likes; each builds on being a member. */
export const ROLE_TEMPLATES: readonly (RoleShape & { key: RoleTemplateKey })[] = [
	{
		...{ key: 'billing', name: 'Billing', rank: 30, scope: 'community', color: '#0f766e' },
		allow: [
			...(['payments:read', 'payments:manage', 'memberships:read', 'memberships:manage'] as const),
			...(['tiers:read', 'tiers:manage', 'audit:billing'] as const),
		],
	},
	{
		...{ key: 'analyst', name: 'Analyst', rank: 30, scope: 'community', color: '#4338ca' },
		allow: ['analytics:read', 'search:terms', 'tiers:read'],
	},
	{
		...{ key: 'instructor', name: 'Instructor', rank: 45, scope: 'space', color: '#b45309' },
		allow: [
			...(['spaces:read', 'posts:publish', 'posts:announce', 'posts:feature'] as const),
			...(['posts:approve', 'posts:moderate', 'comments:publish', 'comments:moderate'] as const),
		],
	},
	{
		...{ key: 'ambassador', name: 'Ambassador', rank: 30, scope: 'community', color: '#be185d' },
		allow: ['members:invite', 'posts:feature', 'spaces:create'],
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
];
