import { getLocale } from '#lib/paraglide/runtime.js';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A number of bytes in the studio's language, counted as the limits are: 1,024 of each make the next. */
export function size(bytes: number): string {
	const step = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
	return new Intl.NumberFormat(getLocale(), {
		style: 'unit',
		unit: UNITS[step] ?? 'byte',
		unitDisplay: step === 0 ? 'long' : 'short',
		maximumFractionDigits: step > 1 ? 1 : 0,
	}).format(bytes / 1024 ** step);
}
