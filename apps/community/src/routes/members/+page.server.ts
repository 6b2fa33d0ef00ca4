import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

const PER_PAGE = 24;

export const load: PageServerLoad = async ({ locals, url }) => {
	const search = (url.searchParams.get('search') ?? '').trim().slice(0, 80);
	const roles = await orErrorPage(locals.api.roles.list());
	const asked = url.searchParams.get('role');
	const role = roles.find(({ key }) => key === asked)?.key ?? null;
	const members = await orSignIn(
		locals.api.members.list({
			status: 'active',
			limit: PER_PAGE,
			cursor: url.searchParams.get('after'),
			...(search ? { search } : {}),
			...(role ? { roleKey: role } : {}),
		}),
		{ url },
	);
	return { members, roles, search, role, isFirst: !url.searchParams.has('after') };
};
