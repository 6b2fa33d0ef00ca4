import { redirect } from '@sveltejs/kit';
import { resumePath } from '#lib/start/steps.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { signup } = await parent();
	redirect(303, resumePath(signup));
};
