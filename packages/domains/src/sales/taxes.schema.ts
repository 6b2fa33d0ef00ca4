import * as z from 'zod';

const MOST_RATES = 60;
/** So many digits after the point Stripe keeps of a percentage. */
const DIGITS = 4;
const EXACT = 10 ** DIGITS;

/** By its two letters, large. */
export const Country = z.string().regex(/^[A-Z]{2}$/);

/** One tax by hand. A region is of its country. */
const TaxRate = z
	.strictObject({
		id: z.uuid(),
		/** What bills call it. */
		name: z.string().trim().min(1).max(50),
		country: Country.nullable(),
		/** By its letters without the country's, such as `BE` of `CH-BE`. */
		region: z
			.string()
			.regex(/^[A-Z0-9]{1,3}$/)
			.nullable(),
		percent: z
			.number()
			.min(0)
			.max(100)
			.refine((percent) => Number.isInteger(Math.round(percent * EXACT * 1e6) / 1e6)),
	})
	.refine(({ country, region }) => region === null || country !== null);
export type TaxRate = z.infer<typeof TaxRate>;

/** What bills say of who sells, as the community tells it. */
const Legal = z.strictObject({
	/** Empty where nothing is told. */
	name: z.string().trim().max(100),
	address: z.string().trim().max(300),
	vatId: z.string().trim().max(30),
	footer: z.string().trim().max(1000),
	/** One line of the community's own at the head of each bill. */
	field: z
		.strictObject({
			name: z.string().trim().min(1).max(40),
			value: z.string().trim().min(1).max(140),
		})
		.nullable(),
});

export const Taxes = z.strictObject({
	/** None; the community's own rates; or worked out by Stripe Tax on the community's account. */
	mode: z.enum(['none', 'rates', 'automatic']),
	rates: z.array(TaxRate).max(MOST_RATES),
	/** The rate that counts where no other does; null: none there. */
	defaultRateId: z.uuid().nullable(),
	/** Whether tax is in the prices, or comes upon them. */
	isIncluded: z.boolean(),
	/** Whether who buys may, or as a business has to, tell a tax number. */
	taxIds: z.enum(['off', 'may', 'must']),
	legal: Legal,
});
export type Taxes = z.infer<typeof Taxes>;

export const DEFAULT_TAXES: Taxes = {
	...{ mode: 'none', rates: [], defaultRateId: null, isIncluded: true, taxIds: 'off' },
	legal: { name: '', address: '', vatId: '', footer: '', field: null },
};

/** The version is the one that a change is based on; 0 before they were ever saved. */
export const SaveTaxes = Taxes.extend({ version: z.int().min(0) });
export type SaveTaxes = z.infer<typeof SaveTaxes>;

/** Whether Stripe Tax works on the community's account; `unknown` where no account takes payments or Stripe does not answer. */
export const TaxesView = z.strictObject({
	taxes: SaveTaxes,
	automatic: z.enum(['active', 'pending', 'unknown']),
	mayManage: z.boolean(),
});
export type TaxesView = z.infer<typeof TaxesView>;

/** What whoever looks at prices is told. */
export const TaxTerms = z.strictObject({
	mode: Taxes.shape.mode,
	isIncluded: z.boolean(),
	/** Those by which somebody may be charged, the default with neither country nor region. */
	rates: z.array(
		z.strictObject({ name: z.string(), percent: z.number(), country: z.string().nullable() }),
	),
});
export type TaxTerms = z.infer<typeof TaxTerms>;

type Place = { country: string | null; region?: string | null };

/** The rate that counts for who lives there; null where nothing is taken. */
export function rateAt(
	{ mode, rates, defaultRateId }: Pick<Taxes, 'mode' | 'rates' | 'defaultRateId'>,
	{ country, region = null }: Place,
): TaxRate | null {
	if (mode !== 'rates') return null;
	const there = rates.filter((rate) => rate.country !== null && rate.country === country);
	return (
		there.find((rate) => rate.region !== null && rate.region === region) ??
		there.find((rate) => rate.region === null) ??
		rates.find(({ id }) => id === defaultRateId) ??
		null
	);
}

/** Whether it depends on where somebody lives what they are charged. */
export const dependsOnPlace = ({ mode, rates, defaultRateId }: Taxes): boolean =>
	mode === 'rates' && rates.some(({ id, country }) => country !== null && id !== defaultRateId);

/**
 * How much tax an amount in a currency's smallest unit bears: within it, or upon it. As Stripe counts: halves are rounded up,
 * away from nothing where it is given back.
 */
export function taxOf(amount: number, percent: number, isIncluded: boolean): number {
	const part = BigInt(Math.round(percent * EXACT));
	const hundred = BigInt(100 * EXACT);
	const whole = isIncluded ? hundred + part : hundred;
	const top = BigInt(Math.abs(amount)) * part;
	const tax = Number((top * 2n + whole) / (whole * 2n));
	return amount < 0 ? 0 - tax : tax;
}
