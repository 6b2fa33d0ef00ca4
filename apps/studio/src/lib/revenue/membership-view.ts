import * as z from 'zod';
import { MembershipStatus, type ListMemberships } from '@kith/domains/memberships/schema';

/** What the list shows; it lives in the address, so that it can be shared and gone back to. */
export type MembershipView = {
	search: string;
	tierId: string;
	/** Empty: those that are open. */
	state: MembershipStatus | 'all' | '';
};

const State = z.union([MembershipStatus, z.literal('all')]);

/** Reads the view from an address; anything unknown is left out. */
export function readView({ searchParams }: URL): MembershipView {
	return {
		search: (searchParams.get('q') ?? '').trim().slice(0, 80),
		tierId: z.uuid().safeParse(searchParams.get('tier')).data ?? '',
		state: State.safeParse(searchParams.get('state')).data ?? '',
	};
}

/** The query of a view, such as `?tier=…&state=all`; empty for the plain list. */
export function queryOf({ search, tierId, state }: MembershipView, cursor?: string | null): string {
	const query = new URLSearchParams();
	if (search) query.set('q', search);
	if (tierId) query.set('tier', tierId);
	if (state) query.set('state', state);
	if (cursor) query.set('cursor', cursor);
	return query.size > 0 ? `?${query.toString()}` : '';
}

/** The view as the list is asked for it. */
export function askedBy({
	search,
	tierId,
	state,
}: MembershipView): Pick<ListMemberships, 'search' | 'tierId' | 'statuses'> {
	const statuses = state === 'all' ? [...MembershipStatus.options] : state ? [state] : [];
	return { search, tierId: tierId || null, statuses };
}
