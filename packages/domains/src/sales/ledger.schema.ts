import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { ENTRY_KINDS } from './sales.schema.ts';

export const LedgerFilter = z.strictObject({
	/** Empty: everything. */
	kinds: z.array(z.enum(ENTRY_KINDS)).max(ENTRY_KINDS.length).default([]),
	tierId: z.uuid().nullish(),
	from: z.date().nullish(),
	/** Before this moment. */
	to: z.date().nullish(),
});
export type LedgerFilter = z.infer<typeof LedgerFilter>;

export const ListLedger = PageInput.extend(LedgerFilter.shape);
export type ListLedger = z.infer<typeof ListLedger>;

/** A line of the ledger with whose it is. */
export const LedgerRow = z.strictObject({
	id: z.uuid(),
	at: z.date(),
	kind: z.enum(ENTRY_KINDS),
	amount: z.int(),
	fee: z.int(),
	/** What of the amount is tax. */
	tax: z.int(),
	mrrDelta: z.int(),
	currency: z.string(),
	/** What Stripe calls it; null for movements. */
	externalId: z.string().nullable(),
	/** Of a payment in parts: which of how many it is. */
	part: z.strictObject({ number: z.int(), of: z.int() }).nullable(),
	tier: z.string().nullable(),
	membershipId: z.uuid().nullable(),
	/** Null once they are forgotten. */
	member: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

export const LedgerPage = z.strictObject({
	items: z.array(LedgerRow),
	nextCursor: z.string().nullable(),
});
export type LedgerPage = z.infer<typeof LedgerPage>;
