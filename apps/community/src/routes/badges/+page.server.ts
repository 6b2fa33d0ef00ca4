import { redirect } from '@sveltejs/kit';
import * as z from 'zod';
import { onlyMembers, orSignIn } from '#lib/identity/server/signed-in.ts';
import { onlyWithPoints } from '#lib/points/server/only-with-points.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	onlyWithPoints(locals.request.face);
	return {
		badges: await orSignIn(locals.api.gamification.gallery(), { url }),
		sharing: url.searchParams.get('share'),
	};
};

const Sharing = z.object({ grantId: z.uuid(), state: z.enum(['on', 'off']) });

export const actions: Actions = {
	share: async (event) => {
		onlyMembers(event);
		const { data } = Sharing.safeParse(Object.fromEntries(await event.request.formData()));
		if (!data) redirect(303, '/badges');
		const { grantId, state } = data;
		const isShared = state === 'on';
		await orErrorPage(event.locals.api.gamification.shareBadge({ grantId, isShared }));
		redirect(303, `/badges?share=${grantId}`);
	},
};
