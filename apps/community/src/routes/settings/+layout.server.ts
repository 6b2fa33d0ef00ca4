import { onlyThemselves } from '#lib/identity/server/signed-in.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	onlyThemselves(event);
	return { desk: await event.locals.api.desks.own() };
};
