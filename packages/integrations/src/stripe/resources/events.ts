import type Stripe from 'stripe';
import { lister } from '../engine/lists.ts';
import { part, route } from '../engine/routes.ts';

const fits = (event: Stripe.Event, params: Stripe.EventListParams): boolean => {
	const { type, types, delivery_success: delivered } = params;
	if (type !== undefined && !matches(event.type, type)) return false;
	if (types !== undefined && !types.includes(event.type)) return false;
	return delivered === undefined || delivered === (event.pending_webhooks === 0);
};

/** A type may end in a star. */
const matches = (type: string, wanted: string): boolean =>
	wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;

export const EVENTS = [
	route('GET', '/v1/events', 'EventListParams', lister('event', fits)),
	route('GET', '/v1/events/:id', null, (call) => call.shop.need('event', part(call))),
];
