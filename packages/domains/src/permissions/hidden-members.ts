import type { Grants } from './permission.ts';

/**
 * Ids of members who do not exist for this one, because either blocked the other; none for who keeps order, who sees
 * everybody.
 */
export function hiddenMembers(grants: Pick<Grants, 'avoided' | 'has'>): string[] {
	if (grants.has('posts:moderate') || grants.has('members:manage')) return [];
	const { blocked, blockedBy } = grants.avoided;
	return [...new Set([...blocked, ...blockedBy])];
}
