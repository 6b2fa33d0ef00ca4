import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [versions, counts] = await orErrorPage(
		Promise.all([api.guidelines.versions({}), api.members.counts()]),
	);
	// The newest one is in force.
	return { versions, activeCount: counts.active };
};
