import type { Stripe } from 'stripe';
import { TAX_ID_STATES, type TaxId } from './sales.schema.ts';

type Customer = string | Stripe.Customer | Stripe.DeletedCustomer | null | undefined;

/** The tax number that a buyer told last, and what its register says of it; null where they told none. */
export function taxIdOf(customer: Customer): TaxId | null {
	if (!customer || typeof customer === 'string' || customer.deleted) return null;
	const [newest] = (customer.tax_ids?.data ?? []).toSorted((a, b) => b.created - a.created);
	if (!newest) return null;
	const { type, value, verification } = newest;
	const status = TAX_ID_STATES.find((one) => one === verification?.status) ?? 'unavailable';
	return { type: type.slice(0, 30), value: value.slice(0, 60), status };
}
