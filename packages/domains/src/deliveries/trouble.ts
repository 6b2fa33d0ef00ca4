import type { MailTrouble } from './deliveries.schema.ts';

/** What is known of an address; each moment is the last of its kind. */
export type TroubleRow = {
	bouncedAt: Date | null;
	complainedAt: Date | null;
	/** When a mail that was sent all the same arrived. */
	provedAt: Date | null;
	liftedAt: Date | null;
};

const isAfter = (at: Date | null, ...others: readonly (Date | null)[]): at is Date =>
	at !== null && others.every((other) => other === null || at > other);

/** Whether mail to the address bounces, and whether its reader called it spam. */
export function troublesIn({ bouncedAt, complainedAt, provedAt, liftedAt }: TroubleRow) {
	return {
		bounces: isAfter(bouncedAt, provedAt, liftedAt),
		complains: isAfter(complainedAt, liftedAt),
	};
}

/** Why the address gets no mail; null where it does. A complaint says more than a bounce. */
export function troubleIn(row: TroubleRow | undefined): MailTrouble | null {
	if (!row) return null;
	const { bounces, complains } = troublesIn(row);
	if (complains && row.complainedAt) return { reason: 'complaint', since: row.complainedAt };
	if (bounces && row.bouncedAt) return { reason: 'bounce', since: row.bouncedAt };
	return null;
}
