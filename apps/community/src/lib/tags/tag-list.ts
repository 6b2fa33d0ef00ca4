/** The address of a tag's page. */
export function tagHref(slug: string): string {
	return `/t/${encodeURIComponent(slug)}`;
}
