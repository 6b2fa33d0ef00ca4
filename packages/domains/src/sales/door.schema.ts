import * as z from 'zod';

/** What somebody began to pay for, or has and is not open: it waits for them before the door. */
export const DoorPurchase = z.strictObject({
	membershipId: z.uuid(),
	tier: z.string(),
	/** Not paid yet, owed for longer than the days one has for it, or paused. */
	state: z.enum(['begun', 'owed', 'paused']),
	/** Stripe's page, where it can still be paid on. */
	url: z.url().nullable(),
	pausedUntil: z.date().nullable(),
});

/** How somebody stands before the door that paying opens. */
export const Door = z.strictObject({
	/** When their last membership ended; null for who was never in. */
	lapsedAt: z.date().nullable(),
	purchases: z.array(DoorPurchase),
});
export type Door = z.infer<typeof Door>;

/** What it means to let people in by membership, before it is decided. */
export const DoorNumbers = z.strictObject({
	/** Members who hold no membership: they stay. */
	without: z.int(),
	/** What is in the way of it: nobody to be paid, or nothing that could be bought. */
	obstacle: z.enum(['sales.not_open', 'sales.nothing_on_offer']).nullable(),
});
export type DoorNumbers = z.infer<typeof DoorNumbers>;
