import type Stripe from 'stripe';
import { lister } from '../engine/lists.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { runDue } from '../engine/run-due.ts';
import { refused } from '../engine/stripe-error.ts';

const KIND = 'test_helpers.test_clock';

function createClock({ shop, params }: Call<Stripe.TestHelpers.TestClockCreateParams>) {
	const clock = shop.make(KIND, {
		...{ frozen_time: params.frozen_time, name: params.name ?? null },
		...{ status: 'ready', status_details: {}, deletes_after: shop.now() + 30 * 24 * 60 * 60 },
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
	const advancing = { ...clock, status: 'advancing', frozen_time: params.frozen_time } as const;
	const status_details = { advancing: { target_frozen_time: params.frozen_time } };
	shop.tell('test_helpers.test_clock.advancing', { ...advancing, status_details });
	runDue(shop.world, clock.id, params.frozen_time);
	const ready = shop.patch(KIND, clock, { frozen_time: params.frozen_time });
	shop.tell('test_helpers.test_clock.ready', ready);
	return { ...advancing, status_details };
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
