import type Stripe from 'stripe';
import { lister } from '../engine/lists.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { runDue } from '../engine/run-due.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { needCustomer } from './customers.ts';
import { DRAFT_SECONDS } from './renew-subscription.ts';

const KIND = 'test_helpers.test_clock';

function createClock({ shop, params }: Call<Stripe.TestHelpers.TestClockCreateParams>) {
	return makeClock(shop, params.frozen_time, params.name ?? null);
}

function makeClock(shop: Shop, frozenTime: number, name: string | null) {
	const clock = shop.make(KIND, {
		...{ frozen_time: frozenTime, name, status: 'ready', status_details: {} },
		deletes_after: shop.now() + 30 * 24 * 60 * 60,
	});
	shop.tell('test_helpers.test_clock.created', clock);
	return clock;
}

/** Everything that is due until then happens before the answer, which says as Stripe's does that it is still going on. */
function advanceClock(call: Call<Stripe.TestHelpers.TestClockAdvanceParams>) {
	const { shop, params } = call;
	const clock = shop.need(KIND, part(call));
	if (params.frozen_time < clock.frozen_time)
		throw refused('Test clock `frozen_time` can only be advanced.', 'frozen_time');
	return moveClock(shop, clock, params.frozen_time);
}

/** Has everything happen that is due on a clock until then. */
function moveClock(shop: Shop, clock: Stripe.TestHelpers.TestClock, to: number) {
	const advancing = { ...clock, status: 'advancing', frozen_time: to } as const;
	const status_details = { advancing: { target_frozen_time: to } };
	shop.tell('test_helpers.test_clock.advancing', { ...advancing, status_details });
	runDue(shop.world, clock.id, to);
	const ready = shop.patch(KIND, clock, { frozen_time: to });
	shop.tell('test_helpers.test_clock.ready', ready);
	return { ...advancing, status_details };
}

/**
 * Has the period of a subscription end now, and what comes of it: its customer stands on a clock of their own from then
 * on, ahead of everybody's. For pages that try things out; Stripe puts only new customers on a clock.
 */
export function letPeriodEnd(shop: Shop, subscription: Stripe.Subscription): void {
	const customer = needCustomer(shop, idOf(subscription.customer) ?? '');
	const known = idOf(customer.test_clock);
	const clock = known === null ? giveClock(shop, customer) : shop.need(KIND, known);
	const end = subscription.items.data[0]?.current_period_end ?? 0;
	moveClock(shop, clock, Math.max(clock.frozen_time, end) + DRAFT_SECONDS);
}

function giveClock(shop: Shop, customer: Stripe.Customer): Stripe.TestHelpers.TestClock {
	const clock = makeClock(shop, shop.now(), customer.email);
	const own = { test_clock: clock.id };
	shop.patch('customer', customer, own);
	const theirs = new Set<string>();
	for (const kind of ['subscription', 'invoice', 'subscription_schedule'] as const)
		for (const object of shop.all(kind).filter((one) => idOf(one.customer) === customer.id)) {
			shop.put(kind, Object.assign({ ...object }, own));
			theirs.add(object.id);
		}
	for (const { task, target, at } of shop.all('own.timer'))
		if (theirs.has(target)) shop.on(clock.id).later(task, target, at);
	return clock;
}

/** Its customers and all they have go with it. */
function deleteClock(call: Call) {
	const { shop } = call;
	const clock = shop.need(KIND, part(call));
	for (const customer of shop.all('customer').filter(({ test_clock }) => test_clock === clock.id)) {
		for (const kind of ['subscription', 'invoice'] as const)
			for (const { id } of shop.by(kind, 'customer', customer.id)) shop.drop(kind, id);
		shop.drop('customer', customer.id);
	}
	shop.drop(KIND, clock.id);
	shop.tell('test_helpers.test_clock.deleted', clock);
	return { id: clock.id, object: KIND, deleted: true };
}

const PATH = '/v1/test_helpers/test_clocks';
export const TEST_CLOCKS = [
	route('POST', PATH, 'TestHelpers.TestClockCreateParams', createClock),
	route('GET', PATH, 'TestHelpers.TestClockListParams', lister(KIND)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need(KIND, part(call))),
	route('POST', `${PATH}/:id/advance`, 'TestHelpers.TestClockAdvanceParams', advanceClock),
	route('DELETE', `${PATH}/:id`, null, deleteClock),
];
