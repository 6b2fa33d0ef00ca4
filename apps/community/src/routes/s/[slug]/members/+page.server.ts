import { orSignIn } from '#lib/identity/server/signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { spaces, relations } = locals.api;
	const space = await orSignIn(spaces.get({ slug: params.slug }), { url });
	const search = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
	const spaceId = space.id;
	// Who may read the space may still have to sign in before they know of its members.
	const [people, about, relation] = await orSignIn(
		Promise.all([
			spaces.people({ spaceId, search, cursor: url.searchParams.get('after'), limit: 48 }),
			spaces.about({ spaceId }),
			relations.toSpace({ spaceId }),
		]),
		{ url },
	);
	return { space, people, about, relation, search };
};
