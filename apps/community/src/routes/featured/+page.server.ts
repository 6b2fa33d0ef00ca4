import { orSignIn } from '#lib/identity/server/signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const cursor = url.searchParams.get('cursor');
	const featured = await orSignIn(locals.api.lifecycle.featured({ cursor }), { url });
	return { featured };
};
