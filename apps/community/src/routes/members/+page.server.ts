import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { queryIn } from '#lib/members/directory-address.ts';
import { directoryChoices } from '#lib/members/server/directory-choices.ts';
import { searchActions } from '#lib/members/server/search-actions.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

const PER_PAGE = 24;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { fields, roles } = await orSignIn(directoryChoices(locals), { url });
	const query = queryIn(url.searchParams, { fields, roles });
	const { roleKey, ...asked } = query;
	const isMember = locals.request.viewer?.standing === 'active';
	const [members, searches] = await orErrorPage(
		Promise.all([
			locals.api.members.list({
				...{ status: 'active', limit: PER_PAGE, cursor: url.searchParams.get('after') },
				...asked,
				...(roleKey && { roleKey }),
			}),
			isMember ? locals.api.directory.searches() : [],
		]),
	);
	return {
		members,
		fields,
		roles,
		query,
		searches,
		isMember,
		failed: url.searchParams.get('failed'),
	};
};

export const actions: Actions = searchActions;
