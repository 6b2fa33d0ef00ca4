import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [settings, tree, fields, funnel] = await orErrorPage(
		Promise.all([
			api.onboarding.settings(),
			api.spaces.tree(),
			api.fields.list(),
			api.onboarding.funnel(),
		]),
	);
	const { tags, ...onboarding } = settings;
	return {
		...{ onboarding, tags, funnel },
		spaces: tree.spaces.map(({ id, name, visibility }) => ({ id, name, visibility })),
		fields: fields.filter(({ archivedAt }) => archivedAt === null),
	};
};
