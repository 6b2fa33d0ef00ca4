import * as z from 'zod';

/**
 * What became of a mail, from its beginning to its worst end: whatever comes later in this list counts, in whichever
 * order it is heard of.
 */
export const MAIL_STATES = [
	...(['waiting', 'sent', 'delayed', 'delivered', 'opened'] as const),
	...(['failed', 'suppressed', 'bounced', 'complained'] as const),
] as const;
export type MailState = (typeof MAIL_STATES)[number] | 'withheld';

/** Whose mail it is: a community's id, or the platform. What is known of an address in one is nobody else's. */
export type Scope = string;
export const PLATFORM_SCOPE: Scope = 'platform';

/**
 * How much somebody needs a mail. `asked`: they wait for it this minute. `owed`: they must hear of it even if they
 * called other mail spam. `ordinary`: all else.
 */
export type Urgency = 'asked' | 'owed' | 'ordinary';

/** What became of mails: those that arrived, may yet arrive, and will not (bounced, or held back as others had). */
export const MailCounts = z.strictObject({
	...{ sent: z.int(), arrived: z.int(), underway: z.int(), lost: z.int() },
});
export type MailCounts = z.infer<typeof MailCounts>;

/** Why an address gets no mail, and since when. */
export const MailTrouble = z.strictObject({
	reason: z.enum(['bounce', 'complaint']),
	since: z.date(),
});
export type MailTrouble = z.infer<typeof MailTrouble>;
