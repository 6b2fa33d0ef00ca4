import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { toItsAddress } from '#lib/members/server/its-address.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params, url }) => {
	const handle = params.handle.slice(0, 36);
	const profile = await orSignIn(locals.api.members.profile({ handle }), { url });
	toItsAddress(url, handle, profile.handle);
	const relation = await orErrorPage(locals.api.relations.to({ memberId: profile.id }));
	return { profile, relation };
};
