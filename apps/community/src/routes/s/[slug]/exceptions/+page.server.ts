import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

const MOST_FOUND = 8;

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const { api } = event.locals;
	const space = await orErrorPage(api.spaces.get({ slug: event.params.slug }));
	const search = event.url.searchParams.get('find')?.trim().slice(0, 80) ?? '';
	const [held, found] = await orErrorPage(
		Promise.all([
			api.roles.inSpace({ spaceId: space.id }),
			search ? api.members.list({ search, status: 'active', limit: MOST_FOUND }) : null,
		]),
	);
	const people = held.people.filter(({ exceptions }) => exceptions > 0);
	return { space, people, search, found: found?.items ?? [] };
};
