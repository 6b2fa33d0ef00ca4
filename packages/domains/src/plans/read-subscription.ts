import type { Stripe } from 'stripe';
import { INTERVALS, type Interval, type PlanKey } from './plans.schema.ts';

/** What a row keeps of what Stripe says. */
export type PlanFacts = {
	subscriptionId: string | null;
	scheduleId: string | null;
	plan: PlanKey;
	interval: Interval | null;
	status: string;
	amount: number | null;
	periodEnd: Date | null;
	trialEnd: Date | null;
	cancelAt: Date | null;
	nextPlan: PlanKey | null;
	nextInterval: Interval | null;
};

/** A plan's product has this name, so a price of it is known whatever it costs. */
export const productOf = (plan: PlanKey): string => `kith_plan_${plan}`;
const PAID = ['pro', 'business'] as const;

export function planOfPrice(price: Stripe.Price | null | undefined): PlanKey | null {
	const product = typeof price?.product === 'string' ? price.product : price?.product?.id;
	return PAID.find((plan) => productOf(plan) === product) ?? null;
}

/** A late payment is tried again for days, and nothing is taken away meanwhile. */
const GIVES = new Set(['active', 'trialing', 'past_due']);
/** What may still become something, or needs its owner. */
const OPEN = new Set([...GIVES, 'unpaid', 'paused', 'incomplete']);

export const gives = ({ status }: { status: string }): boolean => GIVES.has(status);

/** Our subscriptions among those of a customer, oldest first: those that give a plan, and those still open. */
export function sortOut(all: readonly Stripe.Subscription[]) {
	const ours = all
		.filter(({ items }) => planOfPrice(items.data[0]?.price) !== null)
		.toSorted((one, other) => one.created - other.created || (one.id < other.id ? -1 : 1));
	const giving = ours.filter(gives);
	const open = ours.filter(({ status }) => OPEN.has(status));
	return { giving, current: giving[0] ?? open[0] ?? ours.at(-1) ?? null };
}

const dateOf = (seconds: number | null | undefined): Date | null =>
	seconds === null || seconds === undefined ? null : new Date(seconds * 1000);

/** What is kept of a customer's subscription, and of the schedule that changes it later. */
export function factsOf(
	current: Stripe.Subscription | null,
	schedule: Stripe.SubscriptionSchedule | null,
	nextPrice: Stripe.Price | null,
): PlanFacts {
	const item = current?.items.data[0];
	const price = item?.price ?? null;
	const isOver = current === null || !OPEN.has(current.status);
	const next = !isOver && schedule?.status === 'active' ? planOfPrice(nextPrice) : null;
	return {
		subscriptionId: current?.id ?? null,
		scheduleId: isOver ? null : (schedule?.id ?? null),
		plan: current && gives(current) ? (planOfPrice(price) ?? 'free') : 'free',
		interval: isOver ? null : intervalOf(price),
		status: current?.status ?? 'none',
		amount: isOver ? null : (price?.unit_amount ?? null),
		periodEnd: isOver ? null : dateOf(item?.current_period_end),
		trialEnd: isOver ? null : dateOf(current?.trial_end),
		cancelAt: isOver ? null : dateOf(current?.cancel_at ?? endOf(current, item)),
		...{ nextPlan: next, nextInterval: next === null ? null : intervalOf(nextPrice) },
	};
}

const endOf = (
	current: Stripe.Subscription | null,
	item: Stripe.SubscriptionItem | undefined,
): number | null => (current?.cancel_at_period_end ? (item?.current_period_end ?? null) : null);

function intervalOf(price: Stripe.Price | null): Interval | null {
	const interval = price?.recurring?.interval;
	return INTERVALS.find((one) => one === interval) ?? null;
}
