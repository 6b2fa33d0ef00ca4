import { redirect } from '@sveltejs/kit';
import * as z from 'zod';
import { LocalPath } from '@kith/domains/communities/schema';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { onlyWithPoints } from '#lib/points/server/only-with-points.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	onlyWithPoints(locals.request.face);
	onlyMembers(event);
	const { gamification } = locals.api;
	const [own, log] = await orErrorPage(
		Promise.all([
			gamification.mine(),
			gamification.log({ cursor: url.searchParams.get('after'), limit: 20 }),
		]),
	);
	return { own, log, isFirst: !url.searchParams.has('after') };
};

const Back = z.object({ back: LocalPath });

export const actions: Actions = {
	boards: async (event) => {
		onlyMembers(event);
		const form = await event.request.formData();
		const isOffBoards = form.get('state') !== 'on';
		await orErrorPage(event.locals.api.gamification.setOffBoards({ isOffBoards }));
		redirect(303, '/points');
	},
	celebrate: async (event) => {
		onlyMembers(event);
		const { data } = Back.safeParse(Object.fromEntries(await event.request.formData()));
		await orErrorPage(event.locals.api.gamification.celebrate());
		redirect(303, data?.back ?? '/points');
	},
};
