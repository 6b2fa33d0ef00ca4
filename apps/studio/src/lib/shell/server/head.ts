import { readScheme } from '@kith/ui/scheme';

/** The attribute that fixes light or dark, or nothing for "as the device". */
export function schemeAttribute(cookie: string | undefined): string {
	const scheme = readScheme(cookie);
	return scheme === 'light' || scheme === 'dark' ? ` data-scheme="${scheme}"` : '';
}
