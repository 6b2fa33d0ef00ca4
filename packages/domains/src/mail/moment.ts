import type { Localization } from '../communities/communities.schema.ts';

/** By which clock a mail tells the time; UTC, and as the language does, where nothing is known. */
export type MailClock = {
	timeZone: string | null;
	hourCycle?: Localization['hourCycle'];
};

/** A moment in its reader's zone, which it names. */
export function momentIn(at: Date, locale: string, { timeZone, hourCycle }: MailClock): string {
	const format = {
		...({ dateStyle: 'full', timeStyle: 'long' } as const),
		...(hourCycle && hourCycle !== 'auto' && { hourCycle }),
	};
	try {
		return new Intl.DateTimeFormat(locale, { ...format, timeZone: timeZone ?? 'UTC' }).format(at);
	} catch {
		return new Intl.DateTimeFormat('en', { ...format, timeZone: 'UTC' }).format(at);
	}
}
