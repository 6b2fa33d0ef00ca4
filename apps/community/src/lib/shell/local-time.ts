/** The moment at which a clock in `timeZone` shows `local` (such as 2026-03-29T09:30); null when it is no time. */
export function momentOf(local: string, timeZone: string): Date | null {
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local)) return null;
	const asUtc = Date.parse(`${local}:00Z`);
	if (Number.isNaN(asUtc)) return null;
	// The offset there and then is only known near the moment: the second look settles days on which clocks change.
	const near = asUtc - offsetAt(asUtc, timeZone);
	return new Date(asUtc - offsetAt(near, timeZone));
}

/** The last minute of a day, such as 2026-03-29, where a clock in `timeZone` shows it; null when it is no day. */
export function endOfDay(day: string, timeZone: string): Date | null {
	return momentOf(`${day}T23:59`, timeZone);
}

/** What a clock in `timeZone` shows at a moment, as a field for date and time takes it. */
export function localOf(moment: Date, timeZone: string): string {
	return new Date(moment.getTime() + offsetAt(moment.getTime(), timeZone))
		.toISOString()
		.slice(0, 16);
}

function offsetAt(moment: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
		...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
	}).formatToParts(moment);
	const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	const shown = Date.UTC(
		...([of('year'), of('month') - 1, of('day')] as const),
		...([of('hour'), of('minute'), of('second')] as const),
	);
	return shown - Math.floor(moment / 1000) * 1000;
}
