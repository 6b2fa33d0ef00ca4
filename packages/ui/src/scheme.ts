export const SCHEMES = ['light', 'dark', 'system'] as const;
export type SchemeChoice = (typeof SCHEMES)[number];

const YEAR_SECONDS = 31_536_000;

/** Reads the `scheme` cookie's value; anything unknown follows the system. */
export function readScheme(value: string | null | undefined): SchemeChoice {
	return value === 'light' || value === 'dark' ? value : 'system';
}

/** Puts a choice on the page and remembers it for this host; browser only. */
export function applyScheme(choice: SchemeChoice): void {
	const root = document.documentElement;
	if (choice === 'system') delete root.dataset['scheme'];
	else root.dataset['scheme'] = choice;
	const age = choice === 'system' ? 0 : YEAR_SECONDS;
	const secure = location.protocol === 'https:' ? '; secure' : '';
	document.cookie = `scheme=${choice}; path=/; max-age=${age}; samesite=lax${secure}`;
}
