/** A planned moment as its author chose it: in their time zone, which is named. */
export function momentText(at: Date, timeZone: string, locale: string): string {
	const text = new Intl.DateTimeFormat(locale, {
		...{ dateStyle: 'full', timeStyle: 'short', timeZone },
	}).format(at);
	return `${text} (${timeZone.replaceAll('_', ' ')})`;
}

/** The moment that a date-and-time field means in the reader's own time zone; null for an empty one. Browser only. */
export function momentIn(field: string): { publishAt: Date; timeZone: string } | null {
	const publishAt = new Date(field);
	if (field === '' || Number.isNaN(publishAt.getTime())) return null;
	return { publishAt, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** What the field shows for a moment, in the reader's time zone. Browser only. */
export function fieldOf(at: Date): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
	return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
