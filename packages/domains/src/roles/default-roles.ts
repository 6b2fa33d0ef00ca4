import { permissionCatalogue } from '../permissions/permissions.schema.ts';
import type { RoleShape } from './role-templates.schema.ts';

const READ = ['community:enter', 'spaces:read', 'posts:read', 'audit:public'] as const;
const TAKE_PART = [
	...(['members:read', 'posts:publish', 'comments:publish', 'reactions:react'] as const),
	...(['media:upload', 'tags:create', 'ideas:vote', 'polls:vote'] as const),
] as const;
const KEEP_ORDER = [
	...(['posts:moderate', 'posts:approve', 'posts:feature', 'comments:moderate'] as const),
	...(['tags:restricted', 'ideas:manage', 'spaces:create', 'audit:moderation'] as const),
	'analytics:moderation' as const,
	...(['members:silence', 'members:ban', 'members:note'] as const),
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

/** What takes a whole community or its income away: nobody's but the owner's, until the owner says otherwise. */
const OWNERS_OWN: ReadonlySet<string> = new Set(['data:delete', 'payments:manage']);

/** The roles every community starts with. The owner's rights are not listed: they are all, always. */
export const DEFAULT_ROLES: readonly RoleShape[] = [
	{ key: 'owner', name: 'Owner', rank: 100, scope: 'community', color: null, allow: [] },
	{
		...{ key: 'admin', name: 'Admin', rank: 80, scope: 'community', color: null },
		allow: permissionCatalogue.filter((permission) => !OWNERS_OWN.has(permission)),
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
