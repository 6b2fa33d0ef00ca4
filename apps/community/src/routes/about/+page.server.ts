import { orErrorPage } from '#lib/shell/loading.ts';
import { describe } from '#lib/shell/server/describe.ts';
import { isPublicCommunity } from '#lib/shell/server/is-public.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const about = await orErrorPage(locals.api.design.page({ page: 'about' }));
	const { description, look } = locals.request.face;
	if (isPublicCommunity(locals.request))
		describe(
			{ locals, url },
			{
				...{ title: m.shell_about(), path: '/about', description },
				image: look.coverFileId && `/files/${look.coverFileId}/full`,
			},
		);
	return { about };
};
