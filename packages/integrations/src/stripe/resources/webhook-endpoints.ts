import type Stripe from 'stripe';
import { lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import type { Shop } from '../engine/shop.ts';

export type EndpointFacts = {
	url: string;
	/** Whether it is told of the connected accounts; otherwise of the platform itself. */
	connect: boolean;
	/** It signs with each of them. */
	secrets: readonly string[];
	events?: readonly string[];
};

/** Makes an endpoint, or gives the one of this address other secrets. */
export function ensureEndpoint(shop: Shop, facts: EndpointFacts): void {
	const { url, connect, secrets, events = ['*'] } = facts;
	const same = shop
		.all('webhook_endpoint')
		.find((found) => found.url === url && shop.get('own.endpoint', found.id)?.connect === connect);
	const endpoint = same ?? draftEndpoint(shop, url, [...events]);
	shop.put('webhook_endpoint', { ...endpoint, enabled_events: [...events] });
	shop.put('own.endpoint', { id: endpoint.id, secrets: [...secrets], connect, until: null });
}

const draftEndpoint = (shop: Shop, url: string, enabled_events: string[]) =>
	shop.make('webhook_endpoint', { url, enabled_events, metadata: {}, status: 'enabled' });

function createEndpoint({ shop, params }: Call<Stripe.WebhookEndpointCreateParams>) {
	const endpoint = draftEndpoint(shop, params.url, params.enabled_events);
	const secret = `whsec_${shop.world.ids.next('s').slice(2)}`;
	shop.put('own.endpoint', {
		...{ id: endpoint.id, secrets: [secret], connect: params.connect === true, until: null },
	});
	const kept = shop.patch('webhook_endpoint', endpoint, {
		description: params.description || null,
		api_version: params.api_version ?? null,
		metadata: mergeMetadata(null, params.metadata),
	});
	return { ...kept, secret };
}

function updateEndpoint(call: Call<Stripe.WebhookEndpointUpdateParams>) {
	const { shop, params } = call;
	const endpoint = shop.need('webhook_endpoint', part(call));
	return shop.patch('webhook_endpoint', endpoint, {
		...(params.url !== undefined && { url: params.url }),
		...(params.enabled_events && { enabled_events: params.enabled_events }),
		...(params.disabled !== undefined && { status: params.disabled ? 'disabled' : 'enabled' }),
		...(params.description !== undefined && { description: params.description || null }),
		metadata: mergeMetadata(endpoint.metadata, params.metadata),
	});
}

function deleteEndpoint(call: Call) {
	const { id } = call.shop.need('webhook_endpoint', part(call));
	call.shop.drop('webhook_endpoint', id);
	call.shop.drop('own.endpoint', id);
	return { id, object: 'webhook_endpoint', deleted: true };
}

const PATH = '/v1/webhook_endpoints';
export const WEBHOOK_ENDPOINTS = [
	route('POST', PATH, 'WebhookEndpointCreateParams', createEndpoint),
	route('GET', PATH, 'WebhookEndpointListParams', lister('webhook_endpoint')),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('webhook_endpoint', part(call))),
	route('POST', `${PATH}/:id`, 'WebhookEndpointUpdateParams', updateEndpoint),
	route('DELETE', `${PATH}/:id`, null, deleteEndpoint),
];
