import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { keepSetting, storedSetting } from '../settings.queries.ts';
import { covers } from './on-call.ts';
import { ROTA } from './rota.queries.ts';
import { SaveRota } from './rota.schema.ts';

/**
 * Brings the shifts of one account over to another, in the caller's transaction. What the other one's own shifts cover
 * already is not brought: nobody is told twice. Run again, it brings what came meanwhile.
 */
// authorize: the verb that merges has asked for both.
export async function moveShifts(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ from, into }: { from: string; into: string },
): Promise<void> {
	const row = await storedSetting(tx.db, ROTA).forNoKeyUpdate().executeTakeFirst();
	if (!row) return;
	const { shifts, version } = SaveRota.parse(row.value);
	if (!shifts.some(({ memberId }) => memberId === from)) return;
	const own = shifts.filter(({ memberId }) => memberId === into);
	const moved = shifts
		.filter((shift) => shift.memberId !== from || !covers(own, shift))
		.map((shift) => (shift.memberId === from ? { ...shift, memberId: into } : shift));
	const after = { shifts: moved, version: version + 1 };
	await keepSetting(tx.db, ROTA, after, ctx.clock.now()).execute();
}
