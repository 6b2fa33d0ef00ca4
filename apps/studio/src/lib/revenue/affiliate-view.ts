import { AffiliateStatus, type ListAffiliates } from '@kith/domains/affiliates/schema';

/** What the list of affiliates shows; it lives in the address. */
export type AffiliateView = { search: string; status: AffiliateStatus | '' };

/** Reads the view from an address; anything unknown is left out. */
export function readAffiliateView({ searchParams }: URL): AffiliateView {
	return {
		search: (searchParams.get('q') ?? '').trim().slice(0, 80),
		status: AffiliateStatus.safeParse(searchParams.get('state')).data ?? '',
	};
}

/** The query of a view, such as `?state=requested`; empty for the plain list. */
export function affiliateQuery({ search, status }: AffiliateView, cursor?: string | null): string {
	const query = new URLSearchParams();
	if (search) query.set('q', search);
	if (status) query.set('state', status);
	if (cursor) query.set('cursor', cursor);
	return query.size > 0 ? `?${query.toString()}` : '';
}

/** The view as the list is asked for it. */
export const affiliatesAsked = ({
	search,
	status,
}: AffiliateView): Pick<ListAffiliates, 'search' | 'status'> => ({
	...{ search, status: status || null },
});
