import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Stripe } from 'stripe';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { mergeSetting, storedSetting } from '../settings.queries.ts';
import { on } from './at-stripe.ts';
import { taxesIn } from './save-taxes.ts';
import { dependsOnPlace, rateAt, taxOf, type Taxes, type TaxRate } from './taxes.schema.ts';
import { vatIdAtStripe } from './vat-id.ts';

/** What Stripe calls rates and tax numbers, by account and what they are. */
const NAMES = 'taxesAtStripe';
const Names = z.record(z.string(), z.string());
type Session = Stripe.Checkout.SessionCreateParams;

/** Makes something at Stripe that does not change, once for each account and each thing that it can be. */
async function once(
	ctx: CommunityContext,
	name: string,
	make: (idempotencyKey: string) => Promise<{ id: string }>,
): Promise<string> {
	const row = await storedSetting(ctx.db, NAMES).executeTakeFirst();
	const known = Names.parse(row?.value ?? {})[name];
	if (known !== undefined) return known;
	const key = createHash('sha256').update(name).digest('hex');
	const { id } = await askStripe(() => make(`tax ${key}`));
	await mergeSetting(ctx.db, NAMES, { [name]: id }, ctx.clock.now()).execute();
	return id;
}

/** A rate as Stripe knows it on this account, within prices or upon them; rates at Stripe do not change. */
// authorize: who buys has asked, and what Stripe says of a purchase needs no leave.
export async function rateAtStripe(
	ctx: CommunityContext,
	{ account, rate, isIncluded }: { account: string; rate: TaxRate; isIncluded: boolean },
): Promise<string> {
	const { name, country, region, percent } = rate;
	const how = isIncluded ? 'in' : 'on';
	const { taxRates } = ctx.services.payments;
	return once(ctx, [account, how, percent, country, region, name].join(' '), (idempotencyKey) =>
		taxRates.create(
			{
				...{ display_name: name, percentage: percent, inclusive: isIncluded },
				...(country !== null && { country, jurisdiction: country }),
				...(region !== null && { state: region, jurisdiction: `${country}-${region}` }),
			},
			{ ...on(account), idempotencyKey },
		),
	);
}

/** What bills say of who sells, as Stripe is told it: the community at least. */
// authorize: who buys has asked, and what Stripe says of a purchase needs no leave.
export async function billWords(
	ctx: CommunityContext,
	{ account, legal }: { account: string; legal: Taxes['legal'] },
) {
	const vat = vatIdAtStripe(legal.vatId);
	const { taxIds } = ctx.services.payments;
	const id =
		vat === null
			? null
			: await once(ctx, [account, vat.type, vat.value].join(' '), (idempotencyKey) =>
					taxIds.create(vat, { ...on(account), idempotencyKey }),
				);
	return {
		account_tax_ids: id === null ? [] : [id],
		footer: footerOf(ctx.community, legal),
		custom_fields: legal.field === null ? [] : [legal.field],
	};
}

/**
 * Stripe prints what its account says of itself at the head; what the community tells stands at the foot. It is never
 * empty: Stripe forgets no foot, it only takes another.
 */
function footerOf(
	community: Pick<CommunityContext['community'], 'name'>,
	{ name, address, vatId, footer }: Taxes['legal'],
): string {
	const lines = address.split('\n').map((line) => line.trim());
	const who = [name || community.name, ...lines].filter((part) => part !== '').join(', ');
	return [who, vatId, footer].filter((part) => part !== '').join('\n');
}

/** Whether a community tells anything of who sells. */
export const tellsBills = ({ name, address, vatId, footer, field }: Taxes['legal']): boolean =>
	field !== null || [name, address, vatId, footer].some((text) => text !== '');

type Buying = {
	account: string;
	customer: string;
	/** Where the buyer says that they live; what Stripe knows of it counts. */
	country: string | null;
};
type PageTaxes = {
	/** What each line of a page is told where something is paid once. */
	line: { tax_rates?: string[] };
	/** What a page tells its subscription. */
	subscription: Pick<
		NonNullable<Session['subscription_data']>,
		'default_tax_rates' | 'invoice_settings'
	>;
	page: Pick<
		Session,
		'automatic_tax' | 'billing_address_collection' | 'customer_update' | 'tax_id_collection'
	>;
	/** Has what is paid once be billed, too. */
	billed: Pick<Session, 'invoice_creation'>;
	/** Whether prices have to say that tax is in them, or comes upon them; null where rates say so, or there is none. */
	behavior: 'inclusive' | 'exclusive' | null;
	/** What comes upon an amount, as far as it is known before Stripe's page. */
	upon: (amount: number) => number;
};

const NOTHING: PageTaxes = {
	...{ line: {}, subscription: {}, page: {}, billed: {}, behavior: null, upon: () => 0 },
};

/** What a page at Stripe is told of taxes, and its buyer's bills of who sells. */
// authorize: who buys has asked.
export async function pageTaxes(
	ctx: CommunityContext,
	{ account, customer, country }: Buying,
): Promise<PageTaxes> {
	const { version: _, ...taxes } = await taxesIn(ctx.db);
	const { legal } = taxes;
	if (taxes.mode === 'none' && taxes.taxIds === 'off' && !tellsBills(legal)) return NOTHING;
	const words = filled(await billWords(ctx, { account, legal }));
	const isByPlace = dependsOnPlace(taxes);
	const place = isByPlace ? await placeOf(ctx, { account, customer, country }) : { country: null };
	const rate = rateAt(taxes, place);
	const { isIncluded } = taxes;
	const ids = rate === null ? [] : [await rateAtStripe(ctx, { account, rate, isIncluded })];
	const isAutomatic = taxes.mode === 'automatic';
	return {
		line: ids.length > 0 ? { tax_rates: ids } : {},
		subscription: {
			...(ids.length > 0 && { default_tax_rates: ids }),
			invoice_settings: words,
		},
		page: pageOf(taxes, isByPlace),
		billed: { invoice_creation: { enabled: true, invoice_data: words } },
		behavior: isAutomatic ? (isIncluded ? 'inclusive' : 'exclusive') : null,
		upon: (amount) => (rate === null || isIncluded ? 0 : taxOf(amount, rate.percent, false)),
	};
}

type Words = Awaited<ReturnType<typeof billWords>>;

/** Only what is told: a page takes no empty lists. */
const filled = ({ account_tax_ids, footer, custom_fields }: Words) => ({
	...(account_tax_ids.length > 0 && { account_tax_ids }),
	footer,
	...(custom_fields.length > 0 && { custom_fields }),
});

function pageOf({ mode, taxIds }: Taxes, isByPlace: boolean): PageTaxes['page'] {
	const asksPlace = isByPlace || mode === 'automatic';
	const asksNumber = taxIds !== 'off';
	return {
		...(mode === 'automatic' && { automatic_tax: { enabled: true } }),
		...(asksPlace && { billing_address_collection: 'required' as const }),
		...(asksNumber && {
			tax_id_collection: {
				...{ enabled: true, required: taxIds === 'must' ? 'if_supported' : 'never' },
			},
		}),
		// Of whom Stripe knows already it takes neither without being told to keep it.
		...((asksPlace || asksNumber) && {
			customer_update: { address: 'auto' as const, ...(asksNumber && { name: 'auto' as const }) },
		}),
	};
}

async function placeOf(
	{ services }: CommunityContext,
	{ account, customer, country }: Buying,
): Promise<{ country: string | null; region: string | null }> {
	const told = await askStripe(() =>
		services.payments.customers.retrieve(customer, {}, on(account)),
	);
	return placeIn(told) ?? { country, region: null };
}

/** Where Stripe says that somebody lives; null where it does not know. */
export function placeIn(
	customer: string | Stripe.Customer | Stripe.DeletedCustomer | null,
): { country: string; region: string | null } | null {
	if (customer === null || typeof customer === 'string' || customer.deleted) return null;
	const { country = null, state = null } = customer.address ?? {};
	return country ? { country, region: state === '' ? null : state } : null;
}

/** What a page is told of taxes, in few words: where they change it is another page. */
// authorize: who buys has asked.
export async function termsOfTax(ctx: CommunityContext, country: string | null): Promise<string> {
	const { version } = await taxesIn(ctx.db);
	return version === 0 ? '' : `${version} ${country ?? ''}`;
}

/** What a price has to say for a subscription whose tax Stripe works out; null for any other. */
// authorize: the verb that found it has asked.
export async function behaviorOf(
	ctx: CommunityContext,
	{ automatic_tax, items }: Stripe.Subscription,
): Promise<PageTaxes['behavior']> {
	if (!automatic_tax.enabled) return null;
	const said = items.data[0]?.price.tax_behavior;
	if (said === 'inclusive') return 'inclusive';
	if (said === 'exclusive') return 'exclusive';
	return (await taxesIn(ctx.db)).isIncluded ? 'inclusive' : 'exclusive';
}
