import type { Stripe } from 'stripe';
import { InvalidError } from '@kith/kernel/errors';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { on } from './at-stripe.ts';
import { nameOf, type Told } from './read-purchase.ts';
import { taxesIn } from './save-taxes.ts';
import { billWords, placeIn, rateAtStripe, tellsBills } from './taxes-at-stripe.ts';
import { rateAt, type Taxes } from './taxes.schema.ts';

const RUNS: ReadonlySet<string> = new Set(['trialing', 'active', 'past_due', 'unpaid', 'paused']);

/**
 * Has the next bills of what runs bear the tax that counts now where its buyer lives, and say who sells. Whether tax is in
 * the price stays as it was bought, and comes into it where it was bought without any, so that nobody pays more by it. Asked
 * again it asks for nothing; what Stripe works out the tax of is left alone.
 */
// authorize: what Stripe says of the purchase decides.
export async function settleTaxes(
	ctx: CommunityContext,
	account: string,
	{ subscription }: Told,
): Promise<void> {
	if (!subscription || !RUNS.has(subscription.status) || subscription.schedule !== null) return;
	const { version, ...taxes } = await taxesIn(ctx.db);
	if (version === 0) return;
	try {
		const change = {
			...(await ratesFor(ctx, account, subscription, taxes)),
			...(await wordsFor(ctx, account, subscription, taxes)),
		};
		if (Object.keys(change).length === 0) return;
		const { subscriptions } = ctx.services.payments;
		const wish = { ...change, proration_behavior: 'none' as const };
		await askStripe(() => subscriptions.update(subscription.id, wish, on(account)));
	} catch (error) {
		// What Stripe refuses changes nothing about what was bought.
		if (!(error instanceof InvalidError)) throw error;
		const { id } = subscription;
		ctx.services.logger.warn({ error, subscription: id }, 'taxes could not be told');
	}
}

async function ratesFor(
	ctx: CommunityContext,
	account: string,
	{ automatic_tax, default_tax_rates, customer }: Stripe.Subscription,
	taxes: Taxes,
): Promise<Pick<Stripe.SubscriptionUpdateParams, 'default_tax_rates'>> {
	if (automatic_tax.enabled || taxes.mode === 'automatic') return {};
	const running = default_tax_rates ?? [];
	const rate = rateAt(taxes, placeIn(customer) ?? { country: running[0]?.country ?? null });
	const isIncluded = running[0]?.inclusive ?? true;
	const wanted = rate === null ? [] : [await rateAtStripe(ctx, { account, rate, isIncluded })];
	const isSame = running.map(({ id }) => id).join() === wanted.join();
	return isSame ? {} : { default_tax_rates: wanted.length === 0 ? '' : wanted };
}

async function wordsFor(
	ctx: CommunityContext,
	account: string,
	{ invoice_settings: running }: Stripe.Subscription,
	{ legal }: Taxes,
): Promise<Pick<Stripe.SubscriptionUpdateParams, 'invoice_settings'>> {
	const words = await billWords(ctx, { account, legal });
	const there = {
		account_tax_ids: (running.account_tax_ids ?? []).map((one) => nameOf(one) ?? ''),
		footer: running.footer ?? '',
		custom_fields: running.custom_fields ?? [],
	};
	const isSilent = there.footer === '' && there.custom_fields.length === 0;
	if (isSilent && !tellsBills(legal)) return {};
	if (JSON.stringify(there) === JSON.stringify(words)) return {};
	const { account_tax_ids: ids, footer, custom_fields: fields } = words;
	return {
		invoice_settings: {
			...{ footer, account_tax_ids: ids.length > 0 ? ids : '' },
			custom_fields: fields.length > 0 ? fields : '',
		},
	};
}
