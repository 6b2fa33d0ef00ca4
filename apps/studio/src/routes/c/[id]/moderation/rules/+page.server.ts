import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [settings, spaces, roles] = await orErrorPage(
		Promise.all([api.approval.settings(), api.spaces.choices(), api.roles.list()]),
	);
	return {
		settings,
		spaces: spaces.map(({ id, name }) => ({ id, name })),
		roles: roles.map(({ key, name }) => ({ key, name })),
	};
};
