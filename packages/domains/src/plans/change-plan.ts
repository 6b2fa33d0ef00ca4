import type { Stripe } from 'stripe';
import { ConflictError, InvalidError } from '@kith/kernel/errors';
import type { PlatformContext, Services } from '../context.ts';
import { askStripe, isRefused } from '../ask-stripe.ts';
import { priceOf } from './catalogue.ts';
import { BUYERS, needSubscription } from './customer.ts';
import { subscriptionOf } from './plans.queries.ts';
import {
	PLAN_KEYS,
	type ChangePlan,
	type ChoosePlan,
	type PlanChoice,
	type Preview,
} from './plans.schema.ts';
import { settlePlan } from './settle-plan.ts';

/** What was previewed longer ago is worked out anew. */
const GOOD_FOR_SECONDS = 15 * 60;
const MOST_LINES = 20;

type Running = Awaited<ReturnType<typeof needSubscription>>;

/** What a change would cost, to the cent, and when. Throws `plans.same` and `plans.not_now`. */
export async function previewChange(
	ctx: PlatformContext,
	{ organizationId, plan, interval }: ChoosePlan,
): Promise<Preview> {
	ctx.authorize(organizationId, BUYERS);
	const { services, clock } = ctx;
	const row = await subscriptionOf(services.platform, organizationId).executeTakeFirst();
	const price = await priceOf(services, { plan, interval });
	const amount = price.unit_amount ?? 0;
	if (!row || row.plan === 'free') return { kind: 'checkout', amount };
	const running = await needSubscription(services, organizationId);
	if (!isUp(running, { plan, interval }))
		return { kind: 'later', at: running.periodEnd ?? clock.now(), amount };
	const at = Math.floor(clock.now().getTime() / 1000);
	// What is tried costs nothing until its day, whichever plan it is; a preview would show the bill of that day.
	if (running.status === 'trialing')
		return { kind: 'now', dueNow: 0, lines: [], tax: 0, at, amount };
	const invoice = await askStripe(async () =>
		services.payments.invoices.createPreview({
			subscription: running.subscriptionId,
			subscription_details: {
				items: await itemsFor(services, running, price),
				...{ proration_behavior: 'always_invoice', proration_date: at },
			},
		}),
	);
	return {
		...{ kind: 'now', dueNow: invoice.amount_due, at, amount },
		tax: (invoice.total_taxes ?? []).reduce((sum, one) => sum + one.amount, 0),
		lines: invoice.lines.data
			.slice(0, MOST_LINES)
			.map((line) => ({ text: line.description ?? '', amount: line.amount })),
	};
}

/**
 * Changes a plan that runs: to a larger one, or to years, at once and for what was previewed; to a smaller one with the
 * next period. Throws `plans.none`, `plans.same`, `plans.preview_again`, and `plans.card_refused`, after which all is as
 * it was.
 */
export async function changePlan(
	ctx: PlatformContext,
	{ organizationId, plan, interval, at }: ChangePlan,
): Promise<void> {
	ctx.authorize(organizationId, BUYERS);
	const { services, clock } = ctx;
	await settlePlan(services, organizationId);
	const running = await needSubscription(services, organizationId);
	const price = await priceOf(services, { plan, interval });
	const before = { plan: running.plan, interval: running.interval };
	if (isUp(running, { plan, interval })) {
		const now = Math.floor(clock.now().getTime() / 1000);
		if (at === null || at > now || at < now - GOOD_FOR_SECONDS)
			throw new InvalidError('plans.preview_again');
		await changeNow(services, running, price, at);
	} else await changeLater(services, running, price);
	await settlePlan(services, organizationId);
	await ctx.transaction(async (tx) =>
		tx.audit({
			...{ organizationId, action: 'plan.changed', before, after: { plan, interval } },
			target: { kind: 'plan', id: plan, label: plan },
		}),
	);
}

/** A larger plan, or the same for years instead of months. Throws `plans.same` and `plans.not_now`. */
function isUp({ plan, interval, status }: Running, to: PlanChoice): boolean {
	const isSame = plan === to.plan && interval === to.interval;
	if (isSame) throw new ConflictError('plans.same');
	if (status !== 'active' && status !== 'trialing') throw new ConflictError('plans.not_now');
	const rank = (one: string) => PLAN_KEYS.findIndex((key) => key === one);
	if (plan !== to.plan) return rank(to.plan) > rank(plan);
	return to.interval === 'year';
}

async function itemsFor({ payments }: Services, { subscriptionId }: Running, price: Stripe.Price) {
	const { items } = await payments.subscriptions.retrieve(subscriptionId);
	return [{ id: items.data[0]?.id ?? '', price: price.id, quantity: 1 }];
}

async function changeNow(
	services: Services,
	running: Running,
	price: Stripe.Price,
	at: number,
): Promise<void> {
	const { payments } = services;
	await releaseSchedule(services, running);
	const items = await askStripe(() => itemsFor(services, running, price));
	await askStripe(() =>
		payments.subscriptions
			.update(
				running.subscriptionId,
				{
					...{ items, proration_behavior: 'always_invoice', proration_date: at },
					...{ payment_behavior: 'error_if_incomplete', cancel_at_period_end: false },
				},
				{ idempotencyKey: `change-${running.subscriptionId}-${price.id}-${at}` },
			)
			.catch((error: unknown) => {
				if (isRefused(error) && error.statusCode === 402)
					throw new InvalidError('plans.card_refused');
				throw error;
			}),
	);
}

async function changeLater(services: Services, running: Running, price: Stripe.Price) {
	const { payments } = services;
	await releaseSchedule(services, running);
	const { subscriptionId } = running;
	await askStripe(async () => {
		await payments.subscriptions.update(subscriptionId, { cancel_at_period_end: false });
		const schedule = await payments.subscriptionSchedules.create({
			from_subscription: subscriptionId,
		});
		const [phase] = schedule.phases;
		const [item] = phase?.items ?? [];
		const current = typeof item?.price === 'string' ? item.price : (item?.price.id ?? '');
		await payments.subscriptionSchedules.update(schedule.id, {
			end_behavior: 'release',
			phases: [
				{
					items: [{ price: current, quantity: 1 }],
					...{ start_date: phase?.start_date ?? 0, end_date: phase?.end_date ?? 0 },
				},
				{
					items: [{ price: price.id, quantity: 1 }],
					...{ proration_behavior: 'none' },
					duration: { interval: price.recurring?.interval ?? 'month', interval_count: 1 },
				},
			],
		});
	});
}

/** Takes back what was agreed on for the end of the period. */
// authorize: the verbs that call it have asked.
export async function releaseSchedule(
	{ payments }: Services,
	{ subscriptionId }: Pick<Running, 'subscriptionId'>,
): Promise<void> {
	await askStripe(async () => {
		const { schedule } = await payments.subscriptions.retrieve(subscriptionId);
		const id = typeof schedule === 'string' ? schedule : schedule?.id;
		if (id) await payments.subscriptionSchedules.release(id);
	});
}
