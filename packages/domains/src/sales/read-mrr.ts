import type { CommunityContext } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { mrrBefore } from './sales.queries.ts';

/**
 * What comes in each month, at each of these moments, in the currency that brings most now. Null where nothing is sold, and
 * for who may not see what others bought.
 */
// authorize: asked here, without refusing.
export async function readMrr(
	ctx: CommunityContext,
	moments: readonly Date[],
): Promise<{ currency: string; amounts: number[] } | null> {
	if (!hasModule(ctx, 'memberships') || !isAllowed(ctx.ability, 'read', 'Purchase')) return null;
	const each = await Promise.all(moments.map((moment) => mrrBefore(ctx.db, moment).execute()));
	const [most] = (each.at(-1) ?? []).toSorted((one, other) => Number(other.mrr) - Number(one.mrr));
	if (!most) return null;
	const { currency } = most;
	const amounts = each.map((rows) =>
		Number(rows.find((row) => row.currency === currency)?.mrr ?? 0),
	);
	return { currency, amounts };
}
