import { ConflictError } from '@kith/kernel/errors';
import type { PlatformContext } from '../context.ts';
import { askStripe, isRefused } from '../ask-stripe.ts';
import { priceOf } from './catalogue.ts';
import { BUYERS, ensureCustomer } from './customer.ts';
import { subscriptionOf } from './plans.queries.ts';
import { mayTry } from './may-try.ts';
import { TRIAL_DAYS, type BuyPlan, type OfOrganization, type PlanUrl } from './plans.schema.ts';
import { settlePlan } from './settle-plan.ts';

/**
 * Leads to Stripe's page where a plan is bought, or tried for some days first. One such page is open at a time: an older one
 * is closed. Throws `plans.has_one` when a plan runs, which is changed instead, and `plans.trial_used` where one ran before.
 */
export async function checkOut(
	ctx: PlatformContext,
	{ organizationId, plan, interval, isTrial }: BuyPlan,
): Promise<PlanUrl> {
	const staff = ctx.authorize(organizationId, BUYERS);
	const { services } = ctx;
	const { payments, platform, platformOrigin } = services;
	const organization = staff.organizations.find(({ id }) => id === organizationId);
	const of = { id: organizationId, name: organization?.name ?? '' };
	const customer = await ensureCustomer(ctx, of, staff.email);
	await settlePlan(services, organizationId);
	const row = await subscriptionOf(platform, organizationId).executeTakeFirst();
	if (row && row.plan !== 'free') throw new ConflictError('plans.has_one');
	if (isTrial && !mayTry(row)) throw new ConflictError('plans.trial_used');
	const price = await priceOf(services, { plan, interval });
	await closeOpenPages(ctx, customer);
	const here = `${platformOrigin}/home/${organizationId}/plan`;
	const session = await askStripe(() =>
		payments.checkout.sessions.create({
			...{ mode: 'subscription', customer, client_reference_id: organizationId },
			line_items: [{ price: price.id, quantity: 1 }],
			...{ success_url: `${here}?paid`, cancel_url: here, allow_promotion_codes: true },
			...{ tax_id_collection: { enabled: true }, billing_address_collection: 'required' },
			customer_update: { name: 'auto', address: 'auto' },
			subscription_data: {
				metadata: { kith_organization: organizationId },
				...(isTrial && { trial_period_days: TRIAL_DAYS }),
			},
		}),
	);
	await ctx.transaction(async (tx) =>
		tx.audit({
			...{ organizationId, action: 'plan.ordered', after: { plan, interval, isTrial } },
			target: { kind: 'plan', id: plan, label: plan },
		}),
	);
	return { url: session.url ?? here };
}

async function closeOpenPages({ services }: PlatformContext, customer: string): Promise<void> {
	const { payments } = services;
	const asked = { customer, status: 'open' as const, limit: 20 };
	const { data } = await askStripe(() => payments.checkout.sessions.list(asked));
	for (const { id } of data)
		await askStripe(() =>
			payments.checkout.sessions.expire(id).catch((error: unknown) => {
				// Somebody has just paid there, or closed it.
				if (!isRefused(error)) throw error;
			}),
		);
}

/** Reads again at Stripe what runs: whoever comes back from its page sees it at once. */
export async function readPlanAgain(
	ctx: PlatformContext,
	{ organizationId }: OfOrganization,
): Promise<void> {
	ctx.authorize(organizationId, BUYERS);
	await settlePlan(ctx.services, organizationId);
}

/** Leads to Stripe's page for the card, the tax number and invoices. Throws `plans.no_customer`. */
export async function openPortal(
	ctx: PlatformContext,
	{ organizationId }: OfOrganization,
): Promise<PlanUrl> {
	ctx.authorize(organizationId, BUYERS);
	const { payments, platform, platformOrigin } = ctx.services;
	const row = await subscriptionOf(platform, organizationId).executeTakeFirst();
	const customer = row?.customerId;
	if (!customer) throw new ConflictError('plans.no_customer');
	const configuration = await portalOf(ctx);
	const return_url = `${platformOrigin}/home/${organizationId}/plan?paid`;
	const asked = { customer, configuration, return_url };
	const { url } = await askStripe(() => payments.billingPortal.sessions.create(asked));
	return { url };
}

/** The page changes what is the customer's own; plans are changed and ended here. */
async function portalOf({ services }: PlatformContext): Promise<string> {
	const { payments } = services;
	const asked = { active: true, limit: 100 };
	const { data } = await askStripe(() => payments.billingPortal.configurations.list(asked));
	const known = data.find(({ metadata }) => metadata?.['kith'] === 'plans');
	if (known) return known.id;
	const made = await askStripe(() =>
		payments.billingPortal.configurations.create(
			{
				metadata: { kith: 'plans' },
				features: {
					customer_update: { enabled: true, allowed_updates: ['email', 'address', 'tax_id'] },
					...{ invoice_history: { enabled: true }, payment_method_update: { enabled: true } },
					subscription_cancel: { enabled: false },
				},
			},
			{ idempotencyKey: 'portal-plans-1' },
		),
	);
	return made.id;
}
