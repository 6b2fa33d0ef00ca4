import type { SectionGroup } from './sections.ts';

/** Whether `href` is the page at `pathname` or one above it; the community's home is only itself. */
export function isCurrent(href: string, pathname: string): boolean {
	const isHome = /^\/c\/[^/]+$/.test(href);
	return pathname === href || (!isHome && pathname.startsWith(`${href}/`));
}

/** The page of a navigation that `pathname` belongs to: of several the one that says more. */
export function currentIn<Page extends { href: string }>(
	pages: readonly Page[],
	pathname: string,
): Page | undefined {
	return pages
		.filter(({ href }) => isCurrent(href, pathname))
		.toSorted((one, other) => other.href.length - one.href.length)[0];
}

/** The way from the community to the page at `pathname`, for the breadcrumbs. */
export function trailOf(
	groups: readonly SectionGroup[],
	community: { name: string; href: string },
	pathname: string,
): { label: string; href?: string }[] {
	const start = { label: community.name, href: community.href };
	for (const group of groups) {
		const page = currentIn(group.pages, pathname);
		if (page) return [start, { label: group.label }, { label: page.label, href: page.href }];
		if (isCurrent(group.href, pathname)) return [start, { label: group.label }];
	}
	return [start];
}
