import { permissionCatalogue, type Permission } from '../abilities.ts';

type DefaultRole = { key: string; name: string; rank: number; allow: readonly Permission[] };

const READ = ['community:enter', 'spaces:read', 'posts:read'] as const;
const TAKE_PART = [
	'members:read',
	'posts:publish',
	'comments:publish',
	'reactions:react',
	'media:upload',
	'tags:create',
	'ideas:vote',
	'polls:vote',
] as const;
const KEEP_ORDER = [
	'posts:moderate',
	'posts:approve',
	'posts:feature',
	'comments:moderate',
	'tags:restricted',
	'ideas:manage',
	'audit:moderation',
] as const;

/** The roles every community starts with. The owner's rights are not listed: they are all, always. */
export const DEFAULT_ROLES: readonly DefaultRole[] = [
	{ key: 'owner', name: 'Owner', rank: 100, allow: [] },
	{
		key: 'admin',
		name: 'Admin',
		rank: 80,
		allow: permissionCatalogue,
	},
	{ key: 'moderator', name: 'Moderator', rank: 60, allow: [...READ, ...TAKE_PART, ...KEEP_ORDER] },
	{ key: 'member', name: 'Member', rank: 20, allow: [...READ, ...TAKE_PART] },
	{ key: 'guest', name: 'Guest', rank: 0, allow: READ },
];
