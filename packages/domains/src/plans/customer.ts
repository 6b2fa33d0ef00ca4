import { ConflictError } from '@kith/kernel/errors';
import type { PlatformContext, Services } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { nameCustomer, startRow, subscriptionOf } from './plans.queries.ts';

/** Who may buy, change and end the plan of an organization. */
export const BUYERS = ['owner', 'billing'] as const;
/** Who may see what it costs and how much is used. */
export const READERS = ['owner', 'admin', 'billing'] as const;

/** The organization as Stripe's customer, made at the first time, once. Throws `payments.unavailable`. */
// authorize: the verbs that call it have asked.
export async function ensureCustomer(
	{ services, clock }: PlatformContext,
	{ id: organizationId, name }: { id: string; name: string },
	email: string,
): Promise<string> {
	const { platform, payments, takesRealMoney } = services;
	const row = { organizationId, isLive: takesRealMoney, createdAt: clock.now() };
	await startRow(platform, row).execute();
	const known = await subscriptionOf(platform, organizationId).executeTakeFirst();
	if (known?.customerId) return known.customerId;
	const made = await askStripe(() =>
		payments.customers.create(
			{ metadata: { kith_organization: organizationId } },
			{ idempotencyKey: `customer-${organizationId}` },
		),
	);
	const named = await nameCustomer(platform, organizationId, made.id).executeTakeFirst();
	if (named) await askStripe(() => payments.customers.update(made.id, { name, email }));
	return made.id;
}

/** The running subscription of an organization. Throws `plans.none`. */
// authorize: the verbs that call it have asked.
export async function needSubscription(services: Services, organizationId: string) {
	const row = await subscriptionOf(services.platform, organizationId).executeTakeFirst();
	if (!row || row.plan === 'free' || row.subscriptionId === null || row.customerId === null)
		throw new ConflictError('plans.none');
	const { subscriptionId, customerId } = row;
	return { ...row, subscriptionId, customerId };
}
