import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { toItsAddress } from '#lib/members/server/its-address.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const handle = params.handle.slice(0, 36);
	const profile = await orSignIn(locals.api.members.profile({ handle }), { url });
	toItsAddress(url, handle, profile.handle);
	const side = url.searchParams.get('side') === 'following' ? 'following' : 'followers';
	const people = await orErrorPage(
		locals.api.relations.follows({
			...{ memberId: profile.id, side, limit: 50 },
			cursor: url.searchParams.get('after'),
		}),
	);
	return { profile, side, people } as const;
};
