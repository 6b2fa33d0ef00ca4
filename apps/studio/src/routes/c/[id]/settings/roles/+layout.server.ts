import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { api } = await communityFor(event);
	return { matrix: await orErrorPage(api.roles.matrix()) };
};
