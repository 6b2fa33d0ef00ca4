import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { keepSetting, storedSetting } from '../settings.queries.ts';
import { EXPLORATIONS } from './explorations.ts';
import { Explorations } from './explorations.schema.ts';

/** Brings the questions that one account keeps over to another, in the caller's transaction; run again, what came meanwhile. */
// authorize: the verb that merges has asked for both.
export async function moveExplorations(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ from, into }: { from: string; into: string },
): Promise<void> {
	const row = await storedSetting(tx.db, EXPLORATIONS).forNoKeyUpdate().executeTakeFirst();
	const all = Explorations.parse(row?.value ?? []);
	const isTouched = ({ memberId, mails }: Explorations[number]) =>
		memberId === from || mails.some((mail) => mail.memberId === from);
	if (!all.some(isTouched)) return;
	// The account that stays goes by what it chose itself.
	const moved = all.map((one) => ({
		...one,
		memberId: one.memberId === from ? into : one.memberId,
		mails: one.mails.filter(({ memberId }) => memberId !== from),
	}));
	await keepSetting(tx.db, EXPLORATIONS, moved, ctx.clock.now()).execute();
}
