import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { memberBelow, memberTarget } from '../members/index.ts';
import { deleteDesk, deskOfMember, desksHere } from './desks.queries.ts';
import type { MemberRef } from './desks.schema.ts';
import { groundOf } from './staff-standing.ts';

/** Since when a member opens the studio; null for who does not. */
export async function readDeskOf(
	ctx: CommunityContext,
	{ memberId }: MemberRef,
): Promise<{ since: Date } | null> {
	ctx.authorize('assign', 'Member');
	const found = deskOfMember(ctx.services.platform, ctx.community.id, memberId);
	const desk = await found.executeTakeFirst();
	return desk ? { since: desk.createdAt } : null;
}

/** A member's account opens the studio no more. Throws `desks.not_found`, and what `memberBelow` refuses. */
export async function endDesk(ctx: CommunityContext, { memberId }: MemberRef): Promise<void> {
	const { platform } = ctx.services;
	await ctx.transaction(async (tx) => {
		ctx.authorize('assign', 'Member');
		const member = await memberBelow(ctx, tx, memberId);
		const gone = await deleteDesk(platform, ctx.community.id, { memberId }).executeTakeFirst();
		if (!gone) throw new NotFoundError('desks.not_found');
		tx.audit({ action: 'desks.ended', target: memberTarget(member) });
	});
}

/** Ends every desk, or that of one member, that has lost the ground it stood on. */
// authorize: it takes away what is no longer due, whoever notices.
export async function endGroundless(ctx: CommunityContext, memberId: string | null): Promise<void> {
	const { services, community, db } = ctx;
	const rows = await desksHere(services.platform, community.id, memberId).execute();
	if (rows.length === 0) return;
	services.snapshots.drop(community.id);
	const snapshot = await services.snapshots.get(community.id, db);
	for (const row of rows)
		if (!(await groundOf({ db, snapshot }, row.memberId)))
			await deleteDesk(services.platform, community.id, { memberId: row.memberId }).execute();
}
