import { error } from '@sveltejs/kit';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const MOST_CANDIDATES = 8;

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const { matrix } = await event.parent();
	const [kind, id] = (event.url.searchParams.get('of') ?? '').split(':');
	const groups = matrix.groups.map((one) => ({ ...one, kind: 'group' as const }));
	const spaces = matrix.spaces.map((one) => ({ ...one, kind: 'space' as const }));
	const all = [...spaces, ...groups];
	const scope = id ? all.find((one) => one.kind === kind && one.id === id) : spaces[0];
	if (!scope) error(404, 'spaces.not_found');
	const search = event.url.searchParams.get('member') ?? '';
	const [exceptions, otherwise, found] = await orErrorPage(
		Promise.all([
			api.roles.exceptions({ scopeId: scope.id }),
			api.roles.otherwise({ scope: { kind: scope.kind, scopeId: scope.id }, changes: {} }),
			search === '' ? null : api.members.list({ search, status: 'active', limit: MOST_CANDIDATES }),
		]),
	);
	return { scope, exceptions, otherwise, search, candidates: found?.items ?? [] };
};
