import { ConflictError, ForbiddenError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { rankAmong } from './may-change.ts';
import { placeRoles } from './place-roles.ts';
import { lockRoles } from './roles.queries.ts';
import type { ArrangeRoles } from './roles.schema.ts';

/** Those that stand where they stand: one above all others, two below. */
export const FIXED: ReadonlySet<string> = new Set(['owner', 'member', 'guest']);

/**
 * Puts the roles between the owner and the member in another order, highest first. Those at and above the actor's own
 * stay where they are: `roles.above_you`. Throws `roles.changed_meanwhile` when roles came or went.
 */
export async function arrangeRoles(
	ctx: CommunityContext,
	{ roleIds }: ArrangeRoles,
): Promise<void> {
	ctx.authorize('update', 'Role');
	await ctx.transaction(async (tx) => {
		const roles = await lockRoles(tx.db).execute();
		const movable = roles.filter(({ key }) => !FIXED.has(key));
		if (roleIds.some((id) => !roles.some((role) => role.id === id)))
			throw new NotFoundError('roles.not_found');
		const arranged = roleIds.flatMap((id) => movable.filter((role) => role.id === id));
		if (arranged.length !== movable.length || roleIds.length !== movable.length)
			throw new ConflictError('roles.changed_meanwhile');
		const own = rankAmong(ctx, roles);
		const isAbove = ({ rank }: { rank: number }) => rank >= own;
		const moved = arranged.some((role, place) => isAbove(role) && movable[place] !== role);
		if (moved) throw new ForbiddenError('roles.above_you');
		const [owner, rest] = [
			roles.filter(({ key }) => key === 'owner'),
			roles.filter(({ key }) => key === 'member' || key === 'guest'),
		];
		await placeRoles(tx.db, [...owner, ...arranged, ...rest]);
		const names = (of: typeof movable) => of.map(({ name }) => name);
		tx.audit({
			action: 'roles.arranged',
			target: { kind: 'roles', id: 'order', label: 'order' },
			...{ before: { order: names(movable) }, after: { order: names(arranged) } },
		});
		await tx.emit('roles.arranged', {});
		tx.touchCommunity();
	});
}
