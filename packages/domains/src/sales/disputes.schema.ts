import * as z from 'zod';
import { PurchaseRef } from './sales.schema.ts';

/** How a dispute stands: it waits for an answer, the bank thinks, it was decided. */
export const DISPUTE_STATES = ['due', 'waiting', 'won', 'lost'] as const;
export const DisputeState = z.enum(DISPUTE_STATES);
export type DisputeState = z.infer<typeof DisputeState>;

/** What speaks for the community, as far as anybody here knows; text as it is sent. */
export const Evidence = z.strictObject({
	name: z.string(),
	email: z.string(),
	product: z.string(),
	/** When what was paid for began, as a day. */
	serviceDate: z.string(),
	/** When they came, were here last, what they accepted and did. */
	activity: z.string(),
	/** Every payment for this membership, with what was given back. */
	payments: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

export const Dispute = z.strictObject({
	id: z.string(),
	state: DisputeState,
	amount: z.int(),
	currency: z.string(),
	/** Why, in Stripe's words. */
	reason: z.string(),
	at: z.date(),
	/** Until when it can be answered. */
	dueAt: z.date().nullable(),
	isAnswered: z.boolean(),
	/** What would be sent; left out where it can no longer be. */
	evidence: Evidence.nullable(),
});
export type Dispute = z.infer<typeof Dispute>;

export const AnswerDispute = PurchaseRef.extend({
	disputeId: z.string().max(255),
	/** In the words of who answers. */
	note: z.string().trim().min(1).max(4000),
});
export type AnswerDispute = z.infer<typeof AnswerDispute>;

/** One that waits for an answer, in the list of all. */
export const OpenDispute = z.strictObject({
	id: z.string(),
	membershipId: z.uuid(),
	member: z.string(),
	amount: z.int(),
	currency: z.string(),
	state: DisputeState,
	dueAt: z.date().nullable(),
});
export type OpenDispute = z.infer<typeof OpenDispute>;
