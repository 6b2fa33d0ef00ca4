/** The address of a list's next page, with what is searched for kept. */
export function moreHref(
	{ pathname, search }: Pick<URL, 'pathname' | 'search'>,
	cursor: string,
): string {
	const query = new URLSearchParams(search);
	query.set('after', cursor);
	return `${pathname}?${query.toString()}`;
}
