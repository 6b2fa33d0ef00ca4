import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { profile } = await parent();
	return { common: await orErrorPage(locals.api.relations.inCommon({ memberId: profile.id })) };
};
