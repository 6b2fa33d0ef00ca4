/** The end of a day as a date field tells it, where the reader is; null for what is no day. */
export function endOfDay(day: string): Date | null {
	const [year, month, date] = day.split('-').map(Number);
	if (!year || !month || !date) return null;
	return new Date(year, month - 1, date, 23, 59, 59);
}

/** The day of a moment where the reader is, as a date field takes it. */
export function dayOf(at: Date): string {
	return [at.getFullYear(), at.getMonth() + 1, at.getDate()]
		.map((part) => String(part).padStart(2, '0'))
		.join('-');
}
