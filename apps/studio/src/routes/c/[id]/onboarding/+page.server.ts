import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [settings, spaces, fields, funnel] = await orErrorPage(
		Promise.all([
			api.onboarding.settings(),
			api.spaces.choices(),
			api.fields.list(),
			api.onboarding.funnel(),
		]),
	);
	const { tags, ...onboarding } = settings;
	return {
		...{ onboarding, tags, funnel, spaces },
		fields: fields.filter(({ archivedAt }) => archivedAt === null),
	};
};
