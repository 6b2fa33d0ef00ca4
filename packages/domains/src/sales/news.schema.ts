import * as z from 'zod';

/** Days after a payment failed on which its member is told. */
export const DUNNING_DAYS = [0, 3, 7] as const;
export type DunningDay = (typeof DUNNING_DAYS)[number];

const About = { communityId: z.string(), membershipId: z.uuid() };

/**
 * Something that somebody is told about a membership by mail. What it names is what was so when it was asked for; who
 * writes the mail looks whether it still is.
 */
export const SaleNews = z.discriminatedUnion('news', [
	z.strictObject({
		...{ ...About, news: z.literal('owed'), day: z.literal(DUNNING_DAYS) },
		/** Seconds: since when. */
		since: z.int(),
	}),
	z.strictObject({ ...About, news: z.literal('ending'), at: z.iso.datetime() }),
	z.strictObject({ ...About, news: z.literal('ended'), at: z.iso.datetime() }),
	z.strictObject({ ...About, news: z.literal('trial'), at: z.iso.datetime() }),
	z.strictObject({ ...About, news: z.literal('extended'), at: z.iso.datetime() }),
	z.strictObject({
		...{ ...About, news: z.literal('receipt'), paymentId: z.string() },
		/** Which time it is sent by hand; left out for the one that goes by itself. */
		again: z.uuid().optional(),
	}),
	z.strictObject({
		...{ ...About, news: z.literal('dispute'), paymentId: z.string(), disputeId: z.string() },
	}),
]);
export type SaleNews = z.infer<typeof SaleNews>;

/** The same news, the same mail. */
export function keyOfNews({ communityId, membershipId, ...told }: SaleNews): string {
	const about = `sale-${told.news}:${communityId}:${membershipId}`;
	switch (told.news) {
		case 'owed':
			return `${about}:${told.since}:${told.day}`;
		case 'receipt':
			return `${about}:${told.paymentId}${told.again ? `:${told.again}` : ''}`;
		case 'dispute':
			return `${about}:${told.disputeId}`;
		default:
			return `${about}:${told.at}`;
	}
}
