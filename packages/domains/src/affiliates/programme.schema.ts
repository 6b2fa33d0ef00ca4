import * as z from 'zod';
import { Currency } from '../tiers/tiers.schema.ts';

/** What a community promises to who brings others. */
export const Terms = z.strictObject({
	/** Of each payment, in hundredths of a percent. */
	basisPoints: z.int().min(1).max(10_000),
	/** How long after the first payment payments count; null: for good. */
	months: z.int().min(1).max(120).nullable(),
	/** How long after following a link somebody counts as brought by it. */
	windowDays: z.int().min(1).max(365),
	/** How long after a payment its commission can be paid out: refunds come first. */
	payableDays: z.int().min(0).max(180),
	/** Less is not paid out yet; in the smallest unit of its currency. Other currencies know no least. */
	least: z.strictObject({ amount: z.int().min(0).max(99_999_999), currency: Currency }),
	/** Who may take part: every member, those who asked and were let in, or only who is invited. */
	joining: z.enum(['open', 'request', 'invited']),
	/** In the community's own words. */
	words: z.string().trim().max(2000),
});
export type Terms = z.infer<typeof Terms>;

export const Programme = Terms.extend({ isOn: z.boolean() });
export type Programme = z.infer<typeof Programme>;

export const DEFAULT_PROGRAMME: Programme = {
	...{ isOn: false, basisPoints: 2000, months: 12, windowDays: 30, payableDays: 30 },
	...{ least: { amount: 0, currency: 'eur' }, joining: 'request', words: '' },
};

/** The programme with the version that a change is based on; 0 before it was ever saved. */
export const ProgrammeView = Programme.extend({ version: z.int().min(0) });
export type ProgrammeView = z.infer<typeof ProgrammeView>;

/** A part of a payment, halves rounded up; never more than the payment. */
export const shareOf = (amount: number, basisPoints: number): number =>
	Math.floor((amount * basisPoints + 5000) / 10_000);
