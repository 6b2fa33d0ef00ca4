import type { Stripe } from 'stripe';
import type { Services } from '../context.ts';
import { askStripe, isRefused } from '../ask-stripe.ts';
import { productOf } from './read-subscription.ts';
import { CURRENCY, PLANS, type PlanChoice } from './plans.schema.ts';

const NAMES = { pro: 'Kith Pro', business: 'Kith Business' } as const;

/** By this name a price is found; it moves to the new one when a plan's price is changed. */
export const lookupOf = ({ plan, interval }: PlanChoice): string => `kith_${plan}_${interval}`;

/**
 * The price at Stripe that a choice is bought at; made, with its product, when it is not there or costs something else
 * by now. Whoever bought before keeps the price they have. Done by many at once it is done once.
 */
export async function priceOf({ payments }: Services, choice: PlanChoice): Promise<Stripe.Price> {
	const lookup = lookupOf(choice);
	const unit_amount = PLANS[choice.plan].prices?.[choice.interval] ?? 0;
	const asked = { lookup_keys: [lookup], active: true, limit: 1 };
	const [known] = (await askStripe(() => payments.prices.list(asked))).data;
	if (known && known.unit_amount === unit_amount && known.currency === CURRENCY) return known;
	const product = productOf(choice.plan);
	await ensureProduct(payments, product, NAMES[choice.plan]);
	return askStripe(() =>
		payments.prices.create(
			{
				...{ product, currency: CURRENCY, unit_amount, lookup_key: lookup },
				...{ transfer_lookup_key: true, recurring: { interval: choice.interval } },
				metadata: { plan: choice.plan, interval: choice.interval },
			},
			{ idempotencyKey: `price-${lookup}-${CURRENCY}-${unit_amount}` },
		),
	);
}

async function ensureProduct(payments: Stripe, id: string, name: string): Promise<void> {
	await askStripe(() =>
		payments.products.create({ id, name }).catch((error: unknown) => {
			if (!isRefused(error) || error.code !== 'resource_already_exists') throw error;
		}),
	);
}
