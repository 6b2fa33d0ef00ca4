import type Stripe from 'stripe';
import { lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';

type Given = Partial<Stripe.TaxRateCreateParams & Stripe.TaxRateUpdateParams>;

const fieldsOf = (old: Stripe.TaxRate | null, params: Given): Partial<Stripe.TaxRate> => {
	const { expand: _, metadata, ...fields } = params;
	return { ...(fields as object), metadata: mergeMetadata(old?.metadata ?? null, metadata) };
};

function createRate({ shop, params }: Call<Stripe.TaxRateCreateParams>) {
	const rate = shop.make('tax_rate', {
		...{ active: true, effective_percentage: params.percentage, rate_type: 'percentage' },
		...fieldsOf(null, params as Given),
	});
	shop.tell('tax_rate.created', rate);
	return rate;
}

function updateRate(call: Call<Stripe.TaxRateUpdateParams>) {
	const old = call.shop.need('tax_rate', part(call));
	const rate = call.shop.patch('tax_rate', old, fieldsOf(old, call.params as Given));
	call.shop.tell('tax_rate.updated', rate);
	return rate;
}

const fits = (rate: Stripe.TaxRate, { active, inclusive }: Stripe.TaxRateListParams): boolean =>
	(active === undefined || rate.active === active) &&
	(inclusive === undefined || rate.inclusive === inclusive);

const PATH = '/v1/tax_rates';
export const TAX_RATES = [
	route('POST', PATH, 'TaxRateCreateParams', createRate),
	route('GET', PATH, 'TaxRateListParams', lister('tax_rate', fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('tax_rate', part(call))),
	route('POST', `${PATH}/:id`, 'TaxRateUpdateParams', updateRate),
];
