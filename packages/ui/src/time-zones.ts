/** Every time zone of the platform by its name, as a select lists it; UTC among them. */
export function timeZoneOptions(locale: string): { value: string; label: string }[] {
	const collator = new Intl.Collator(locale);
	return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]
		.map((value) => ({ value, label: value.replaceAll('_', ' ') }))
		.sort((a, b) => collator.compare(a.label, b.label));
}
