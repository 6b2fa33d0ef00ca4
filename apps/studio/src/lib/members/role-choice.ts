import type { RoleTag } from '@kith/domains/members/schema';

/** A role as menus offer it. */
export type RoleChoice = RoleTag & { mayAssign: boolean; scope: 'community' | 'space' };

/** The role an invitation gives unless another is chosen. */
export const ORDINARY_ROLE = 'member';

/** The roles this actor can give, as options of a select. */
export function assignableOptions(roles: readonly RoleChoice[]) {
	return roles
		.filter(({ mayAssign }) => mayAssign)
		.map(({ key, name }) => ({ value: key, label: name }));
}
