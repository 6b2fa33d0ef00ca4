import { orErrorPage } from '#lib/shell/loading.ts';
import { readFilter } from '#lib/members/filter.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 30;

export const load: PageServerLoad = async (event) => {
	const filter = readFilter(event.url);
	const { api } = await communityFor(event);
	const [counts, roles] = await orErrorPage(Promise.all([api.members.counts(), api.roles.list()]));
	const cursor = event.url.searchParams.get('cursor');
	const page = { cursor, limit: PAGE };
	if (filter.tab === 'invited') {
		const invitations = await orErrorPage(api.members.invitations(page));
		return { filter, counts, roles, invitations, members: null };
	}
	const { search } = filter;
	const roleKey = roles.find(({ key }) => key === filter.role)?.key;
	const members = await orErrorPage(
		api.members.list({ ...page, status: filter.tab, search, roleKey }),
	);
	return { filter, counts, roles, members, invitations: null };
};
