import type { CommunityContext } from '../context.ts';
import type { Due } from './mapping.ts';
import { giveRoles, giveSpaces, takeRoles, takeSpaces } from './sso.queries.ts';

/**
 * Brings what a connection's rules gave a member in line with what is due now: what is no longer due goes, what was
 * given in the community stays.
 */
// authorize: an admin wrote the rules; the provider's word has been checked.
export async function keepInStep(
	ctx: CommunityContext,
	{ memberId, connectionId, due }: { memberId: string; connectionId: string; due: Due },
): Promise<void> {
	const of = (ids: readonly string[]) => ({ memberId, sourceId: connectionId, due: ids });
	await ctx.transaction(async (tx) => {
		const taken = await takeRoles(tx.db, of(due.roleIds)).execute();
		const spaces = await takeSpaces(tx.db, of(due.spaceIds)).execute();
		const given = due.roleIds.length > 0 ? await giveRoles(tx.db, of(due.roleIds)).execute() : [];
		if (due.spaceIds.length > 0)
			spaces.push(...(await giveSpaces(tx.db, of(due.spaceIds)).execute()));
		const changed = { given: keysOf(ctx, given), taken: keysOf(ctx, taken) };
		const roles = changed.given.length + changed.taken.length;
		if (roles > 0) await tx.emit('members.role_changed', { memberId, ...changed });
		if (roles + spaces.length > 0) tx.touchMember(memberId);
	});
}

function keysOf({ snapshot }: CommunityContext, rows: readonly { roleId: string }[]): string[] {
	const ids = new Set(rows.map(({ roleId }) => roleId));
	return snapshot.roles.filter(({ id }) => ids.has(id)).map(({ key }) => key);
}
