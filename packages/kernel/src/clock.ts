/** The only source of "now" in the product, so that tests can move time. */
export interface Clock {
	now(): Date;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** `date` moved by `seconds` (negative: into the past). */
export function addSeconds(date: Date, seconds: number): Date {
	return new Date(date.getTime() + seconds * 1000);
}
