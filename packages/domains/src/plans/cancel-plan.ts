import type { PlatformContext, Services } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { releaseSchedule } from './change-plan.ts';
import { BUYERS, needSubscription } from './customer.ts';
import { subscriptionOf } from './plans.queries.ts';
import { gives } from './read-subscription.ts';
import type { CancelPlan, OfOrganization } from './plans.schema.ts';
import { settlePlan } from './settle-plan.ts';

const planTarget = (plan: string) => ({ kind: 'plan', id: plan, label: plan });

/** Ends the plan with what was paid for; until then nothing changes. Throws `plans.none`. */
export async function cancelPlan(
	ctx: PlatformContext,
	{ organizationId, reason, comment }: CancelPlan,
): Promise<void> {
	ctx.authorize(organizationId, BUYERS);
	const { services } = ctx;
	const running = await needSubscription(services, organizationId);
	await releaseSchedule(services, running);
	await askStripe(() =>
		services.payments.subscriptions.update(running.subscriptionId, {
			cancel_at_period_end: true,
			...((reason !== null || comment !== '') && {
				cancellation_details: {
					...(reason !== null && { feedback: reason }),
					...(comment !== '' && { comment }),
				},
			}),
		}),
	);
	await settlePlan(services, organizationId);
	await ctx.transaction(async (tx) =>
		tx.audit({
			...{ organizationId, action: 'plan.canceled', target: planTarget(running.plan) },
			after: { reason },
		}),
	);
}

/** Takes back that the plan ends, or becomes another, with its period. Throws `plans.none`. */
export async function keepPlan(
	ctx: PlatformContext,
	{ organizationId }: OfOrganization,
): Promise<void> {
	ctx.authorize(organizationId, BUYERS);
	const { services } = ctx;
	const running = await needSubscription(services, organizationId);
	await releaseSchedule(services, running);
	await askStripe(() =>
		services.payments.subscriptions.update(running.subscriptionId, { cancel_at_period_end: false }),
	);
	await settlePlan(services, organizationId);
	await ctx.transaction(async (tx) =>
		tx.audit({ organizationId, action: 'plan.kept', target: planTarget(running.plan) }),
	);
}

/** Before an organization is gone: nothing is charged any more. */
// authorize: who deletes it has been asked.
export async function endPlanOf(services: Services, organizationId: string): Promise<void> {
	await settlePlan(services, organizationId);
	const row = await subscriptionOf(services.platform, organizationId).executeTakeFirst();
	const id = row?.subscriptionId;
	if (row && id && (gives(row) || row.status === 'unpaid' || row.status === 'paused'))
		await askStripe(() => services.payments.subscriptions.cancel(id));
}
