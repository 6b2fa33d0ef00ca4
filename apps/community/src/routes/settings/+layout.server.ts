import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	onlyMembers(event);
	return { desk: await event.locals.api.desks.own() };
};
