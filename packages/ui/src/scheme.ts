export const SCHEMES = ['light', 'dark', 'system'] as const;
export type SchemeChoice = (typeof SCHEMES)[number];

const YEAR_SECONDS = 31_536_000;

/** Reads the `scheme` cookie's value; anything unknown follows the system. */
export function readScheme(value: string | null | undefined): SchemeChoice {
	return value === 'light' || value === 'dark' ? value : 'system';
}

/** Whether somebody chose at all, if only to follow the system. */
export function hasChosen(value: string | null | undefined): boolean {
	return SCHEMES.some((scheme) => scheme === value);
}

/** Puts a choice on the page and remembers it for this host; browser only. */
export function applyScheme(choice: SchemeChoice): void {
	const root = document.documentElement;
	if (choice === 'system') delete root.dataset['scheme'];
	else root.dataset['scheme'] = choice;
	const secure = location.protocol === 'https:' ? '; secure' : '';
	document.cookie = `scheme=${choice}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}
