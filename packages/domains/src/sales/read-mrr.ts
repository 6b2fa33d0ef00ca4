import type { CommunityContext } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { mrrBefore } from './sales.queries.ts';

/**
 * What comes in each month, at each of these moments: each currency for itself, for sums of two are none. Null where nothing
 * is sold, and for who may not see what others bought.
 */
// authorize: asked here, without refusing.
export async function readMrr(
	ctx: CommunityContext,
	moments: readonly Date[],
): Promise<{ currency: string; amounts: number[] }[] | null> {
	if (!hasModule(ctx, 'memberships') || !isAllowed(ctx.ability, 'read', 'Purchase')) return null;
	const each = await Promise.all(moments.map((moment) => mrrBefore(ctx.db, moment).execute()));
	const all = each.at(-1) ?? [];
	if (all.length === 0) return null;
	const told = all
		.toSorted((one, other) => Number(other.mrr) - Number(one.mrr))
		.map(({ currency }) => {
			const of = (rows: typeof all) => rows.find((row) => row.currency === currency)?.mrr;
			return { currency, amounts: each.map((rows) => Number(of(rows) ?? 0)) };
		});
	// One that nobody pays any more is told of only where there is no other.
	const running = told.filter(({ amounts }) => amounts.some((amount) => amount !== 0));
	return running.length > 0 ? running : told.slice(0, 1);
}
