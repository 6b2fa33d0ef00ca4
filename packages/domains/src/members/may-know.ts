import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';

/** Who looks after all members knows of all of them; others of those they may read, and whom they may let back in. */
// authorize: asks the ability.
export function mayKnow(
	{ ability }: CommunityContext,
	{ id, status }: { id: string; status: string },
): boolean {
	if (isAllowed(ability, 'administer', 'Member')) return true;
	if (status === 'removed') return isAllowed(ability, 'ban', 'Member');
	return isAllowed(ability, 'read', 'Member', { id, status });
}
