import type { RoleFact } from '../snapshot.ts';

/** What a role may allow that is won with points: taking part, and nothing that decides about others. */
const FUN: ReadonlySet<string> = new Set([
	...['community:enter', 'spaces:read', 'posts:read', 'members:read', 'media:upload'],
	...['posts:publish', 'comments:publish', 'reactions:react', 'tags:create'],
	...['ideas:vote', 'polls:vote'],
]);

/** Whether a role can be won: made here, for the whole community, and without any power over others. */
export const isOnlyFun = ({ key, scope, permissions }: RoleFact): boolean =>
	!['owner', 'admin', 'moderator', 'member', 'guest'].includes(key) &&
	scope === 'community' &&
	Object.keys(permissions).every((name) => permissions[name] !== 'allow' || FUN.has(name));
