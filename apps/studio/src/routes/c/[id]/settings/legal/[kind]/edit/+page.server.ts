import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const [{ kind }, { api }] = await Promise.all([event.parent(), communityFor(event)]);
	if (kind !== 'terms') return { askedCount: 0 };
	const { asked } = await orErrorPage(api.guidelines.audience({ kind }));
	return { askedCount: asked };
};
