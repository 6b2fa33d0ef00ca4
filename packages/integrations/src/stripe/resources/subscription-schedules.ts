import type Stripe from 'stripe';
import { addIntervals } from '../engine/calendar.ts';
import { isSame, lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { updateSubscription } from './change-subscription.ts';
import { endSubscription } from './end-subscription.ts';
import { atBoundary, phaseAt, phaseItems } from './schedule-phases.ts';
import { priceFor, type ItemGiven } from './subscription-items.ts';

type Schedule = Stripe.SubscriptionSchedule;
type Phase = Stripe.SubscriptionSchedule.Phase;
type PhaseGiven = Stripe.SubscriptionScheduleUpdateParams.Phase;

const KIND = 'subscription_schedule';

function createSchedule({ shop, params }: Call<Stripe.SubscriptionScheduleCreateParams>) {
	const id = params.from_subscription;
	if (!id) throw refused('The stand-in makes schedules from a subscription.', 'from_subscription');
	const subscription = shop.need('subscription', id, 'from_subscription');
	const own = shop.on(subscription.test_clock);
	if (subscription.schedule !== null) throw refused('This subscription has a schedule already.');
	const [first] = subscription.items.data;
	const start_date = first?.current_period_start ?? own.now();
	const phase = makePhase(own, subscription, {
		start: start_date,
		end: first?.current_period_end ?? own.now(),
		items: subscription.items.data.map(({ price, quantity = 1 }) => ({
			price: price.id,
			quantity,
		})),
	});
	const schedule = own.make(KIND, {
		...{ customer: subscription.customer, subscription: id, status: 'active', phases: [phase] },
		...{ end_behavior: params.end_behavior ?? 'release', pause_schedules: [] },
		billing_mode: subscription.billing_mode,
		current_phase: { start_date, end_date: phase.end_date },
		default_settings: settingsOf(subscription),
		metadata: mergeMetadata(null, params.metadata),
		test_clock: own.clock,
	} as Partial<Schedule>);
	own.patch('subscription', subscription, { schedule: schedule.id });
	own.tell('subscription_schedule.created', schedule);
	plan(own, schedule);
	return schedule;
}

const settingsOf = (subscription: Stripe.Subscription): Schedule['default_settings'] =>
	({
		...{ application_fee_percent: subscription.application_fee_percent, billing_thresholds: null },
		automatic_tax: { ...subscription.automatic_tax, disabled_reason: null },
		...{ billing_cycle_anchor: 'automatic', collection_method: 'charge_automatically' },
		...{ default_payment_method: null, description: null, on_behalf_of: null, transfer_data: null },
		invoice_settings: {
			...{ account_tax_ids: null, custom_fields: null, days_until_due: null, description: null },
			...{ footer: null, issuer: { type: 'self' } },
		},
	}) as unknown as Schedule['default_settings'];

type PhaseFacts = {
	start: number;
	end: number;
	items: readonly ItemGiven[];
	prorates?: Phase['proration_behavior'] | undefined;
	metadata?: Stripe.MetadataParam | undefined;
};

function makePhase(shop: Shop, subscription: Stripe.Subscription, facts: PhaseFacts): Phase {
	const items = facts.items.map((given) => ({
		...{ billing_thresholds: null, discounts: [], metadata: {}, tax_rates: [] },
		price: priceFor(shop, given, subscription.currency).id,
		plan: given.price ?? '',
		quantity: given.quantity ?? 1,
	}));
	return {
		...{ add_invoice_items: [], application_fee_percent: null, billing_cycle_anchor: null },
		...{ billing_thresholds: null, collection_method: null, currency: subscription.currency },
		...{ default_payment_method: null, default_tax_rates: [], description: null, discounts: [] },
		...{ start_date: facts.start, end_date: facts.end, invoice_settings: null, items },
		metadata: mergeMetadata(null, facts.metadata),
		...{ on_behalf_of: null, proration_behavior: facts.prorates ?? 'create_prorations' },
		...{ transfer_data: null, trial_end: null },
	} as unknown as Phase;
}

function updateSchedule(call: Call<Stripe.SubscriptionScheduleUpdateParams>) {
	const { params } = call;
	const old = call.shop.need(KIND, part(call));
	if (old.status !== 'active') throw refused(`This schedule is ${old.status}.`);
	const shop = call.shop.on(old.test_clock);
	const subscription = shop.need('subscription', idOf(old.subscription) ?? '');
	const phases = params.phases ? readPhases(shop, subscription, old, params.phases) : old.phases;
	const updated = shop.patch(KIND, old, {
		...{ phases, metadata: mergeMetadata(old.metadata, params.metadata) },
		...(params.end_behavior && { end_behavior: params.end_behavior }),
	});
	shop.tell('subscription_schedule.updated', updated);
	plan(shop, updated);
	return updated;
}

function readPhases(
	shop: Shop,
	subscription: Stripe.Subscription,
	old: Schedule,
	given: PhaseGiven[],
) {
	let start = old.phases[0]?.start_date ?? shop.now();
	return given.map((phase) => {
		if (typeof phase.start_date === 'number' && phase.start_date !== start)
			throw refused('Phases follow each other without a gap.', 'phases');
		const items = phase.items as ItemGiven[];
		const facts = { start, end: endOf(shop, phase, items, start), items };
		start = facts.end;
		const { proration_behavior: prorates, metadata } = phase;
		return makePhase(shop, subscription, { ...facts, prorates, metadata: metadata || undefined });
	});
}

function endOf(shop: Shop, phase: PhaseGiven, items: readonly ItemGiven[], start: number): number {
	if (typeof phase.end_date === 'number') return phase.end_date;
	if (phase.end_date === 'now') return shop.now();
	const rhythm = shop.get('price', items[0]?.price)?.recurring;
	const { interval, interval_count: count = 1 } = phase.duration ?? {
		...{ interval: rhythm?.interval ?? 'month', interval_count: rhythm?.interval_count ?? 1 },
	};
	return addIntervals(start, interval as 'month', count);
}

/** Sets when the next phase begins, or the last one ends. */
function plan(shop: Shop, schedule: Schedule): void {
	const now = shop.now();
	const next = schedule.phases.find(({ start_date }) => start_date > now)?.start_date;
	shop.later('schedule.phase', schedule.id, next ?? schedule.phases.at(-1)?.end_date ?? now);
}

/** A phase begins, between two periods or within one; after the last the schedule lets its subscription go. */
export function turnSchedule(shop: Shop, id: string): void {
	const schedule = shop.get(KIND, id);
	const subscription = shop.get('subscription', idOf(schedule?.subscription));
	if (schedule?.status !== 'active' || subscription === undefined) return;
	const now = shop.now();
	const phase = phaseAt(schedule, now);
	if (phase === undefined) return finish(shop, schedule, subscription);
	const isBoundary = (subscription.items.data[0]?.current_period_end ?? 0) <= now;
	if (isBoundary) atBoundary(shop, subscription, now);
	else if (schedule.current_phase?.start_date !== phase.start_date) {
		const { start_date, end_date } = phase;
		shop.patch(KIND, schedule, { current_phase: { start_date, end_date } });
		updateSubscription(shop, subscription, {
			items: phaseItems(subscription, phase) as Stripe.SubscriptionUpdateParams.Item[],
			proration_behavior: phase.proration_behavior,
		});
	}
	plan(shop, shop.need(KIND, id));
}

function finish(shop: Shop, schedule: Schedule, subscription: Stripe.Subscription): void {
	if (schedule.end_behavior !== 'cancel') {
		release(shop, schedule);
		return;
	}
	const done = shop.patch(KIND, schedule, {
		...{ status: 'completed', completed_at: shop.now(), current_phase: null },
	});
	shop.tell('subscription_schedule.completed', done);
	endSubscription(shop, subscription);
}

function release(shop: Shop, schedule: Schedule): Schedule {
	shop.never('schedule.phase', schedule.id);
	const id = idOf(schedule.subscription);
	const subscription = shop.get('subscription', id);
	if (subscription) shop.patch('subscription', subscription, { schedule: null });
	const released = shop.patch(KIND, schedule, {
		...{ status: 'released', released_at: shop.now(), released_subscription: id },
		...{ subscription: null, current_phase: null },
	});
	shop.tell('subscription_schedule.released', released);
	return released;
}

function releaseSchedule(call: Call<Stripe.SubscriptionScheduleReleaseParams>) {
	const schedule = call.shop.need(KIND, part(call));
	if (schedule.status !== 'active') throw refused(`This schedule is ${schedule.status}.`);
	return release(call.shop.on(schedule.test_clock), schedule);
}

function cancelSchedule(call: Call<Stripe.SubscriptionScheduleCancelParams>) {
	const schedule = call.shop.need(KIND, part(call));
	if (schedule.status !== 'active') throw refused(`This schedule is ${schedule.status}.`);
	const shop = call.shop.on(schedule.test_clock);
	shop.never('schedule.phase', schedule.id);
	const subscription = shop.get('subscription', idOf(schedule.subscription));
	if (subscription) endSubscription(shop, subscription);
	const canceled = shop.patch(KIND, schedule, {
		...{ status: 'canceled', canceled_at: shop.now(), current_phase: null },
	});
	shop.tell('subscription_schedule.canceled', canceled);
	return canceled;
}

const fits = (schedule: Schedule, params: Stripe.SubscriptionScheduleListParams): boolean =>
	isSame(schedule.customer, params.customer);

const PATH = '/v1/subscription_schedules';
export const SUBSCRIPTION_SCHEDULES = [
	route('POST', PATH, 'SubscriptionScheduleCreateParams', createSchedule),
	route('GET', PATH, 'SubscriptionScheduleListParams', lister(KIND, fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need(KIND, part(call))),
	route('POST', `${PATH}/:id`, 'SubscriptionScheduleUpdateParams', updateSchedule),
	route('POST', `${PATH}/:id/release`, 'SubscriptionScheduleReleaseParams', releaseSchedule),
	route('POST', `${PATH}/:id/cancel`, 'SubscriptionScheduleCancelParams', cancelSchedule),
];
