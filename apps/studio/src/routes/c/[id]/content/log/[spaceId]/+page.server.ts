import { error } from '@sveltejs/kit';
import { spaceFilterOf, typedFilter } from '#lib/audit/audit-filter.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 30;

export const load: PageServerLoad = async (event) => {
	const { spaceId } = event.params;
	const filter = typedFilter(event.url);
	const cursor = event.url.searchParams.get('cursor');
	const { api } = await communityFor(event);
	const spaces = await orErrorPage(api.spaces.managed());
	const space = spaces.find(({ id }) => id === spaceId);
	if (!space) error(404, 'spaces.not_found');
	const wanted = { ...spaceFilterOf(filter), spaceId, cursor, limit: PAGE };
	const [entries, actors] = await orErrorPage(
		Promise.all([api.audit.inSpace(wanted), api.audit.actorsInSpace({ spaceId })]),
	);
	return { filter, spaces, space, entries, actors };
};
