import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { face, viewer } = locals.request;
	if (!face.points.isOn) return { score: null, own: null };
	const { profile } = await parent();
	const { gamification } = locals.api;
	if (viewer?.memberId === profile.id) {
		const own = await orErrorPage(gamification.mine());
		return { score: own?.score ?? null, own };
	}
	return { score: await orErrorPage(gamification.score({ memberId: profile.id })), own: null };
};
