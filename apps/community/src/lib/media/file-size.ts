import { getLocale } from '#lib/paraglide/runtime.js';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

/** A number of bytes in the page's language, such as `1.4 MB`; 1,024 of each make the next. */
export function fileSize(bytes: number): string {
	const step = Math.min(3, Math.floor(Math.log2(bytes || 1) / 10));
	return new Intl.NumberFormat(getLocale(), {
		style: 'unit',
		unit: UNITS[step] ?? 'byte',
		maximumFractionDigits: step && step - 1,
	}).format(bytes / 1024 ** step);
}
