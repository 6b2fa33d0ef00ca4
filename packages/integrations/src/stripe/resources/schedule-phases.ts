import type Stripe from 'stripe';
import { listOf } from '../engine/lists.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { changeItems, type ItemChangeGiven } from './change-items.ts';
import { rhythmOf } from './subscription-items.ts';

type Phase = Stripe.SubscriptionSchedule.Phase;

/** The items of a phase as a change of those a subscription has: the first takes the first's place, the rest go. */
export function phaseItems(subscription: Stripe.Subscription, phase: Phase): ItemChangeGiven[] {
	const old = subscription.items.data;
	const given = phase.items.map((item, index): ItemChangeGiven => ({
		...(old[index] && { id: old[index].id }),
		...{ price: idOf(item.price) ?? '', quantity: item.quantity ?? 1 },
	}));
	const surplus = old.slice(phase.items.length).map(({ id }) => ({ id, deleted: true }));
	return [...given, ...surplus];
}

/** The phase a moment lies in. */
export const phaseAt = (schedule: Stripe.SubscriptionSchedule, at: number): Phase | undefined =>
	schedule.phases.find(({ start_date, end_date }) => start_date <= at && at < end_date);

/** Between two periods nothing is to be credited: the subscription goes on with what its schedule says from there. */
export function atBoundary(
	shop: Shop,
	subscription: Stripe.Subscription,
	at: number,
): Stripe.Subscription {
	const schedule = shop.get('subscription_schedule', idOf(subscription.schedule));
	const phase = schedule?.status === 'active' ? phaseAt(schedule, at) : undefined;
	if (schedule === undefined || phase === undefined) return subscription;
	if (schedule.current_phase?.start_date === phase.start_date) return subscription;
	const { start_date, end_date } = phase;
	shop.patch('subscription_schedule', schedule, { current_phase: { start_date, end_date } });
	const changes = changeItems(shop, subscription, phaseItems(subscription, phase));
	const items = changes.flatMap(({ after }) => (after === null ? [] : [after]));
	const [was, is] = [rhythmOf(subscription.items.data), rhythmOf(items)];
	const turns = was.interval !== is.interval || was.count !== is.count;
	return shop.patch('subscription', subscription, {
		items: listOf(items, subscription.items.url) as unknown as Stripe.Subscription['items'],
		...(turns && { billing_cycle_anchor: at }),
	});
}
