import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Leads into a space by its id: offers know no addresses. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { groups } = await locals.api.spaces.navigation();
	const space = groups.flatMap((group) => group.spaces).find(({ id }) => id === params.id);
	redirect(303, space ? `/s/${space.slug}` : '/');
};
