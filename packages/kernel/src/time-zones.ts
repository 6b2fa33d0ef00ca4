import * as z from 'zod';

/** The name of a time zone that this machine knows, such as `Europe/Berlin`. */
export const TimeZone = z.string().max(60).refine(isTimeZone);

function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
