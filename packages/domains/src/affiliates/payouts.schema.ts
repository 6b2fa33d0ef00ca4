import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';

/** How many are paid at once, and shown as owed. */
export const MOST_OWED = 500;

export const Owed = z.strictObject({
	...{ affiliateId: z.uuid(), code: z.string(), name: z.string(), handle: z.string() },
	...{ email: z.string(), currency: z.string(), amount: z.int(), commissions: z.int() },
	/** Whether it is as much as is paid out at least. */
	isEnough: z.boolean(),
});
export type Owed = z.infer<typeof Owed>;

/** The id is made by the client before the first try: sent again, nothing is paid twice. */
export const PayOut = z.strictObject({
	...{ id: z.uuid(), currency: z.string().regex(/^[a-z]{3}$/) },
	affiliateIds: z
		.array(z.uuid())
		.min(1)
		.max(MOST_OWED)
		.refine((ids) => new Set(ids).size === ids.length),
	/** What whoever pays saw as the sum; where it is another by now, nothing is written. */
	amount: z.int().positive(),
	note: z.string().trim().max(300).default(''),
});
export type PayOut = z.infer<typeof PayOut>;

export const PayoutRef = z.strictObject({ payoutId: z.uuid() });
export type PayoutRef = z.infer<typeof PayoutRef>;
export const UndoPayout = PayoutRef.extend({ reason: z.string().trim().min(1).max(300) });
export type UndoPayout = z.infer<typeof UndoPayout>;

export const PayoutRow = z.strictObject({
	...{ id: z.uuid(), at: z.date(), currency: z.string(), amount: z.int(), affiliates: z.int() },
	...{ note: z.string(), undoneAt: z.date().nullable(), undoneWhy: z.string() },
	/** Whether nothing was built upon it. */
	mayUndo: z.boolean(),
});
export type PayoutRow = z.infer<typeof PayoutRow>;
export const ListPayouts = PageInput;
export type ListPayouts = z.infer<typeof ListPayouts>;
export const PayoutPage = z.strictObject({
	...{ items: z.array(PayoutRow), nextCursor: z.string().nullable() },
});
export type PayoutPage = z.infer<typeof PayoutPage>;
