import { MemberSort } from '@kith/domains/members/schema';
import { Activity, EVERYBODY, RosterFilter, RosterState } from '@kith/domains/roster/schema';

const TABS = ['members', 'pending', 'invited'] as const;

/** What the members page shows; it lives in the address, so that it can be shared and gone back to. */
export type MemberView = {
	tab: (typeof TABS)[number];
	sort: MemberSort;
	filter: RosterFilter;
	/** Invitations that nobody joins by any more, instead of the open ones. */
	over: boolean;
};

/** Reads the view from an address; anything unknown is left out. */
export function readView({ searchParams }: URL): MemberView {
	const wanted = searchParams.get('tab');
	const sort = MemberSort.safeParse(searchParams.get('sort'));
	return {
		tab: TABS.find((tab) => tab === wanted) ?? 'members',
		sort: sort.success ? sort.data : 'newest',
		filter: readFilter(searchParams),
		over: searchParams.has('over'),
	};
}

function readFilter(params: URLSearchParams): RosterFilter {
	const states = params.getAll('state').flatMap((one) => RosterState.safeParse(one).data ?? []);
	const [kind, days] = (params.get('did') ?? '').split(':');
	const activity = Activity.safeParse({ kind, days: Number(days) });
	const filters = params.getAll('field').flatMap((one) => {
		const [fieldId = '', ...values] = one.split(':');
		return { fieldId, values };
	});
	const filter = {
		...{ search: (params.get('q') ?? '').slice(0, 80), states, filters },
		...{ roleKeys: params.getAll('role'), tagIds: params.getAll('tag') },
		...{ spaceIds: params.getAll('space'), activity: activity.data ?? null },
		...{ joinedFrom: params.get('from'), joinedTo: params.get('to') },
		...{ labels: params.getAll('label'), withoutLabels: params.getAll('without') },
		...{ spaceRole: spaceRoleIn(params.get('holds')), invitationId: params.get('by') },
	};
	const checked = RosterFilter.safeParse(filter);
	return checked.success ? checked.data : { ...EVERYBODY, search: filter.search.trim() };
}

/** Such as `space_admin:` for any space, or with the id of one behind it. */
function spaceRoleIn(text: string | null): unknown {
	if (!text) return null;
	const [roleKey, spaceId] = text.split(':');
	return { roleKey, spaceId: spaceId || null };
}

/** The query of a view, such as `?tab=pending&q=ann`; empty for the plain list. */
export function queryOf(view: Partial<MemberView>, cursor?: string | null): string {
	const query = new URLSearchParams();
	if (view.tab && view.tab !== 'members') query.set('tab', view.tab);
	if (view.over) query.set('over', '1');
	if (view.sort && view.sort !== 'newest') query.set('sort', view.sort);
	if (view.filter) writeFilter(query, view.filter);
	if (cursor) query.set('cursor', cursor);
	return query.size > 0 ? `?${query.toString()}` : '';
}

function writeFilter(query: URLSearchParams, filter: RosterFilter): void {
	const { search, states, roleKeys, tagIds, spaceIds, filters, activity, spaceRole } = filter;
	if (search) query.set('q', search);
	for (const state of states) query.append('state', state);
	for (const role of roleKeys) query.append('role', role);
	for (const tag of tagIds) query.append('tag', tag);
	for (const space of spaceIds) query.append('space', space);
	for (const { fieldId, values } of filters) query.append('field', [fieldId, ...values].join(':'));
	for (const label of filter.labels) query.append('label', label);
	for (const label of filter.withoutLabels) query.append('without', label);
	if (spaceRole) query.set('holds', `${spaceRole.roleKey}:${spaceRole.spaceId ?? ''}`);
	if (activity) query.set('did', `${activity.kind}:${activity.days}`);
	if (filter.joinedFrom) query.set('from', filter.joinedFrom);
	if (filter.joinedTo) query.set('to', filter.joinedTo);
	if (filter.invitationId) query.set('by', filter.invitationId);
}

/** How many things beside the words typed narrow the list. */
export function narrowedBy(filter: RosterFilter): number {
	const { states, roleKeys, tagIds, spaceIds, filters, labels, withoutLabels } = filter;
	const { activity, invitationId, spaceRole } = filter;
	const joined = filter.joinedFrom || filter.joinedTo ? 1 : 0;
	const lists = [states, roleKeys, tagIds, spaceIds, labels, withoutLabels];
	const ones = [activity, invitationId, spaceRole, joined];
	const chosen = lists.filter((list) => list.length > 0).length + ones.filter(Boolean).length;
	return chosen + filters.length;
}
