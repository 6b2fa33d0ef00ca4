import type { OfferTerms, OfferView } from '@kith/domains/offers/schema';
import { amountAfter, fits } from '@kith/domains/offers/fit';
import type { Price, Tier } from '@kith/domains/tiers/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { money, priceText } from './price-words.ts';

type Unit = 'day' | 'month';
const inUnits = (count: number, unit: Unit): string =>
	new Intl.NumberFormat(getLocale(), {
		...{ style: 'unit', unit, unitDisplay: 'long' },
	}).format(count);

type Given = Pick<
	OfferView,
	'gives' | 'percent' | 'amount' | 'currency' | 'trialDays' | 'lasts' | 'months'
>;

/** The terms as an offer holds them. */
export function givenBy(terms: OfferTerms): Given {
	const none = { percent: null, amount: null, currency: null, trialDays: null, months: null };
	return { ...none, lasts: 'once', ...terms };
}

/** "20% off for 3 months", "30 days free". */
export function offerText(offer: Given & Pick<OfferView, 'purpose'>): string {
	const { gives, percent, amount, currency, trialDays, lasts, months, purpose } = offer;
	if (gives === 'trial') return m.offers_free({ days: inUnits(trialDays ?? 0, 'day') });
	const what =
		gives === 'percent'
			? new Intl.NumberFormat(getLocale(), { style: 'percent' }).format((percent ?? 0) / 100)
			: money(amount ?? 0, currency ?? 'eur');
	if (lasts === 'once')
		return purpose === 'signup' ? m.offers_off_once({ what }) : m.offers_off_next({ what });
	if (lasts === 'months')
		return m.offers_off_months({ what, months: inUnits(months ?? 0, 'month') });
	return m.offers_off_forever({ what });
}

type Placed = Given & Pick<OfferView, 'tierIds' | 'every'>;
type Line = { id: string; tier: string; text: string };

/** What each price becomes that an offer is for, in words. */
export function offerLines(offer: Placed, tiers: readonly Tier[]): Line[] {
	return tiers
		.filter(({ status }) => status === 'published')
		.flatMap(({ name: tier, prices }) =>
			prices
				.filter((price) => price.status === 'active' && fits(offer, price))
				.map((price) => ({ id: price.id, tier, text: lineText(offer, price) })),
		);
}

function lineText(offer: Given, price: Price): string {
	const before = priceText(price);
	if (offer.gives === 'trial') {
		const days = inUnits(offer.trialDays ?? 0, 'day');
		return m.offers_line_trial({ days, price: before });
	}
	const left = amountAfter(offer, price.amount);
	const after = priceText({ ...price, amount: left });
	if (price.kind !== 'recurring') return m.offers_line_once({ after, before });
	const first = money(left, price.currency);
	if (offer.lasts === 'once') return m.offers_line_first({ first, price: before });
	if (offer.lasts === 'forever') return m.offers_line_forever({ after, before });
	const months = inUnits(offer.months ?? 0, 'month');
	return m.offers_line_months({ after, months, price: before });
}

/** What those who took it have paid, in each currency. */
export const paidText = ({ paid }: Pick<OfferView, 'paid'>): string =>
	paid.map(({ amount, currency }) => money(amount, currency)).join(' · ');

/** Whether it can be taken, and if not, why. */
export function offerState(
	{ status, endsAt, mostUses, uses, waiting }: OfferView,
	now: Date,
): { tone: 'success' | 'neutral' | 'warning'; label: string } {
	if (status === 'archived') return { tone: 'neutral', label: m.offers_state_archived() };
	if (endsAt && endsAt <= now) return { tone: 'warning', label: m.offers_state_over() };
	if (mostUses !== null && uses + waiting >= mostUses)
		return { tone: 'warning', label: m.offers_state_used_up() };
	return { tone: 'success', label: m.offers_state_active() };
}
