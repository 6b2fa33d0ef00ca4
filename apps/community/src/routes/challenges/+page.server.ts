import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { onlyWithPoints } from '#lib/points/server/only-with-points.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	onlyWithPoints(locals.request.face);
	return orSignIn(locals.api.gamification.challenges(), { url });
};
