/** `href` when a link may lead there: web addresses and mail; null for anything that could run or hide. */
export function safeHref(href: unknown): string | null {
	if (typeof href !== 'string' || !/^(https?:\/\/|mailto:)/i.test(href)) return null;
	return URL.canParse(href) ? href : null;
}
