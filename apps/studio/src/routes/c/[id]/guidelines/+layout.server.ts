import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [versions, audience] = await orErrorPage(
		Promise.all([api.guidelines.versions({}), api.guidelines.audience({})]),
	);
	// The newest one is in force.
	return { versions, audience };
};
