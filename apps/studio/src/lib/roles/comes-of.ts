import type { RoleRow } from '@kith/domains/roles/schema';
import { wordIn, type Cell, type Sheet } from './word-edit.svelte.ts';

/**
 * What somebody who holds a role, and no other, may where it says nothing: what every member may. Visitors and members
 * have nothing to inherit from.
 */
export function comesOf(roles: readonly RoleRow[], sheet: () => Sheet) {
	const member = roles.find(({ key }) => key === 'member');
	return ({ column, permission }: Cell): boolean => {
		const role = roles.find(({ id }) => id === column);
		if (!member || !role || role.key === 'member' || role.key === 'guest') return false;
		return wordIn(sheet(), { column: member.id, permission }) === 'allow';
	};
}
