import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { admitPaying, putOut } from '../members/index.ts';
import { JoinRequest } from '../members/joining.schema.ts';
import { entryRow } from './entry.queries.ts';

/**
 * Lets somebody in who waits and holds a membership, and puts outside, where one joins by membership, whom one had let in
 * and who holds none any more; who serves here stays. The caller holds the member's row, so that of many who see the same
 * payment one lets them in.
 */
// authorize: what is paid for, or was given, decides.
export async function settleEntry(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ id, status }: { id: string; status: string },
): Promise<void> {
	const { snapshot, clock } = ctx;
	const mayLapse = status === 'active' && snapshot.access.join === 'membership';
	if (status !== 'pending' && !mayLapse) return;
	const row = await entryRow(tx.db, id, clock.now()).executeTakeFirst();
	if (!row) return;
	const isIn = row.status === 'active';
	if (row.openId !== null) {
		if (!isIn) await admitPaying(ctx, tx, { id, request: row.request });
		return;
	}
	const { way } = JoinRequest.parse(row.request ?? {});
	const serves = row.roleId !== null || row.scopedRoleId !== null || id in snapshot.entryRoles;
	if (isIn && way === 'membership' && !serves) await putOut(ctx, tx, { id, request: row.request });
}
