import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const search = (event.url.searchParams.get('q') ?? '').trim().slice(0, 60);
	const cursor = event.url.searchParams.get('cursor');
	const { api } = await communityFor(event);
	const [tags, groups, creation, roles, choices] = await orErrorPage(
		Promise.all([
			api.tags.manage({ search, cursor, limit: PAGE }),
			api.tags.groups(),
			api.tags.creation(),
			api.roles.list(),
			api.spaces.choices(),
		]),
	);
	const spaces = choices.map(({ id, name, icon }) => ({ id, name, icon }));
	// Everybody holds the role of members: to choose it would restrict nothing.
	const restricting = roles.filter(({ key }) => !['member', 'owner'].includes(key));
	return { search, tags, groups, creation, spaces, roles: restricting };
};
