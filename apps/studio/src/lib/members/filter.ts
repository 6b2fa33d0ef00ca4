const TABS = ['active', 'pending', 'invited'] as const;

/** What the members page shows; it lives in the address, so that it can be shared and gone back to. */
export type MemberFilter = { tab: (typeof TABS)[number]; search: string; role: string };

/** Reads the filter from an address; anything unknown shows the active members. */
export function readFilter(url: URL): MemberFilter {
	const wanted = url.searchParams.get('tab');
	return {
		tab: TABS.find((tab) => tab === wanted) ?? 'active',
		search: (url.searchParams.get('q') ?? '').slice(0, 80),
		role: url.searchParams.get('role') ?? '',
	};
}

/** The query of a filter, such as `?tab=pending&q=ann`; empty for the plain list. */
export function queryOf(filter: Partial<MemberFilter>, cursor?: string | null): string {
	const query = new URLSearchParams();
	if (filter.tab && filter.tab !== 'active') query.set('tab', filter.tab);
	if (filter.search) query.set('q', filter.search);
	if (filter.role) query.set('role', filter.role);
	if (cursor) query.set('cursor', cursor);
	return query.size > 0 ? `?${query.toString()}` : '';
}
