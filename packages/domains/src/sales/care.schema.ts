import * as z from 'zod';
import { ChangePlan, ConfirmChange, PurchaseRef, TaxId } from './sales.schema.ts';

/** Why somebody does something to another's membership; it stands in the log. */
export const CareReason = z.string().trim().min(1).max(500);

export const EndForMember = PurchaseRef.extend({
	when: z.enum(['now', 'period_end']),
	reason: CareReason,
});
export type EndForMember = z.infer<typeof EndForMember>;

export const PreviewForMember = ChangePlan;
export type PreviewForMember = z.infer<typeof PreviewForMember>;

export const ChangeForMember = ConfirmChange.extend({ reason: CareReason });
export type ChangeForMember = z.infer<typeof ChangeForMember>;

/** So many days at once may be given to who pays. */
export const MOST_EXTENDED_DAYS = 365;
const Days = z.int().min(1).max(MOST_EXTENDED_DAYS);

export const PreviewExtension = PurchaseRef.extend({ days: Days });
export type PreviewExtension = z.infer<typeof PreviewExtension>;

export const ExtendForMember = PurchaseRef.extend({
	days: Days,
	/** The next charge as it was seen: the days are counted from it, so that a retry gives none twice. */
	from: z.date(),
	reason: CareReason,
});
export type ExtendForMember = z.infer<typeof ExtendForMember>;

/** When a member would be charged next, and how much then; nothing is charged before. */
export const ExtensionPreview = z.strictObject({
	/** When they are charged as it is. */
	from: z.date(),
	until: z.date(),
	/** In the currency's smallest unit. */
	amount: z.int(),
	/** What of it is tax. */
	tax: z.int(),
	currency: z.string(),
});
export type ExtensionPreview = z.infer<typeof ExtensionPreview>;

/** The id is made by the client before the first try, so that a retry sends nothing twice. */
export const ResendReceipt = PurchaseRef.extend({
	id: z.uuid(),
	entryId: z.uuid(),
	reason: CareReason,
});
export type ResendReceipt = z.infer<typeof ResendReceipt>;

/** What those did who look after a membership, newest first. */
export const CareLine = z.strictObject({
	number: z.int(),
	at: z.date(),
	action: z.string(),
	/** What they were called then; null once that is forgotten. */
	by: z.string().nullable(),
	reason: z.string(),
	after: z.record(z.string(), z.unknown()),
});
export type CareLine = z.infer<typeof CareLine>;

/** A mail that a member got about what they owe, and what became of it. */
export const SentReminder = z.strictObject({
	day: z.int(),
	state: z.string(),
	at: z.date(),
});
export type SentReminder = z.infer<typeof SentReminder>;

export const Care = z.strictObject({
	log: z.array(CareLine),
	reminders: z.array(SentReminder),
	/** What the buyer told as the number of their business; null where they told none. */
	taxId: TaxId.nullable(),
});
export type Care = z.infer<typeof Care>;
