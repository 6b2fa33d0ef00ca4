import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityDb } from '@kith/db/handles';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { payeeOf } from '../payments/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { settingTarget } from '../setting-target.ts';
import { on } from './at-stripe.ts';
import { keepTaxes, storedTaxes, TAXES } from './taxes.queries.ts';
import {
	DEFAULT_TAXES,
	Taxes,
	type SaveTaxes,
	type TaxesView,
	type TaxTerms,
} from './taxes.schema.ts';
import { isVatId } from './vat-id.ts';

/** The taxes of a community as they are now: none until somebody told of any. */
// authorize: read by verbs that have asked, and for who looks at prices.
export async function taxesIn(db: CommunityDb): Promise<SaveTaxes> {
	const row = await storedTaxes(db).executeTakeFirst();
	return row
		? { ...Taxes.parse(row.value), version: row.version }
		: { ...DEFAULT_TAXES, version: 0 };
}

/** The taxes for who decides what is sold and who looks on, and whether Stripe Tax works on the account. */
export async function readTaxes(ctx: CommunityContext): Promise<TaxesView> {
	ctx.authorize('read', 'Tier');
	requireModule(ctx, 'memberships');
	return {
		taxes: await taxesIn(ctx.db),
		automatic: await automaticOf(ctx).catch(() => 'unknown' as const),
		mayManage: isAllowed(ctx.ability, 'update', 'Tier'),
	};
}

/** What stands beside prices. Nothing of who sells. */
// authorize: prices are public, and so is what is in them.
export async function readTaxTerms({ db }: CommunityContext): Promise<TaxTerms> {
	const { mode, isIncluded, rates, defaultRateId } = await taxesIn(db);
	return {
		...{ mode, isIncluded },
		rates:
			mode !== 'rates'
				? []
				: rates
						.filter(
							({ id, region, country }) =>
								id === defaultRateId || (country !== null && region === null),
						)
						.flatMap(({ id, name, percent, country }) => [
							...(id === defaultRateId ? [{ name, percent, country: null }] : []),
							...(country !== null ? [{ name, percent, country }] : []),
						]),
	};
}

/**
 * Changes the taxes, upon the version that the editor started from. Who pays already never pays more by it: see decision 84.
 * Throws `sales.taxes_changed`, `sales.tax_no_rates`, `sales.tax_rate_twice` with the country, `sales.tax_rate_not_found`,
 * `sales.tax_id_refused`, `sales.automatic_not_active`, `sales.not_open` and `payments.unavailable` where Stripe has to be asked.
 */
export async function saveTaxes(
	ctx: CommunityContext,
	{ version, ...taxes }: SaveTaxes,
): Promise<{ version: number }> {
	ctx.authorize('update', 'Tier');
	requireModule(ctx, 'memberships');
	requireSound(taxes);
	if (taxes.mode === 'automatic' && (await automaticOf(ctx)) !== 'active')
		throw new ConflictError('sales.automatic_not_active');
	return ctx.transaction(async (tx) => {
		const { version: _, ...before } = await taxesIn(tx.db);
		const now = ctx.clock.now();
		const kept = await keepTaxes(tx.db, { taxes, version, now }).executeTakeFirst();
		// Made anew it has the first version, whichever somebody thought of.
		if (!kept || kept.version !== version + 1) throw new ConflictError('sales.taxes_changed');
		tx.audit({
			...{ action: 'settings.updated', target: settingTarget(TAXES) },
			...{ before: asWritten(before), after: asWritten(taxes) },
		});
		tx.touchCommunity();
		return { version: kept.version };
	});
}

/** Each rate under its name and place, so that only those that changed are written down. */
function asWritten({ rates, legal, defaultRateId, ...rest }: Taxes) {
	const labelOf = (id: string | null) => {
		const rate = rates.find((one) => one.id === id);
		return rate ? [rate.name, rate.country, rate.region].filter(Boolean).join(' ') : null;
	};
	return {
		...{ ...rest, ...legal, defaultRate: labelOf(defaultRateId) },
		...Object.fromEntries(rates.map(({ id, percent }) => [`“${labelOf(id)}”`, percent])),
	};
}

function requireSound({ mode, rates, defaultRateId, legal }: Taxes): void {
	if (mode === 'rates' && rates.length === 0) throw new InvalidError('sales.tax_no_rates');
	const places = new Set<string>();
	for (const { country, region } of rates) {
		const place = `${country ?? ''} ${region ?? ''}`;
		if (places.has(place))
			throw new InvalidError('sales.tax_rate_twice', { country: country ?? '' });
		places.add(place);
	}
	const ids = rates.map(({ id }) => id);
	if (new Set(ids).size !== ids.length)
		throw new InvalidError('sales.tax_rate_twice', { country: '' });
	if (defaultRateId !== null && !ids.includes(defaultRateId))
		throw new NotFoundError('sales.tax_rate_not_found');
	if (legal.vatId !== '' && !isVatId(legal.vatId)) throw new InvalidError('sales.tax_id_refused');
}

/** Throws `payments.unavailable`, and `payments.refused` where Stripe lets nobody ask. */
async function automaticOf(ctx: CommunityContext): Promise<TaxesView['automatic']> {
	const { services, community } = ctx;
	const payee = await payeeOf(services, community);
	if (!payee) return 'unknown';
	const { status } = await askStripe(() =>
		services.payments.tax.settings.retrieve({}, on(payee.accountId)),
	);
	return status === 'active' ? 'active' : 'pending';
}
