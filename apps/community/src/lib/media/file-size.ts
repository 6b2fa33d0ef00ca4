import { getLocale } from '#lib/paraglide/runtime.js';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A number of bytes in the page's language, such as `1.4 MB`. */
export function fileSize(bytes: number): string {
	const step = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
	return new Intl.NumberFormat(getLocale(), {
		style: 'unit',
		unit: UNITS[step] ?? 'byte',
		unitDisplay: step === 0 ? 'long' : 'short',
		maximumFractionDigits: step > 1 ? 1 : 0,
	}).format(bytes / 1024 ** step);
}
