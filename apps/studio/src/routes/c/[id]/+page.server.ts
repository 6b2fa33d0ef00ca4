import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { mayRun } = await event.parent();
	if (!mayRun) return { overview: null };
	const { api } = await communityFor(event);
	const [checklist, counts] = await orErrorPage(
		Promise.all([api.communities.checklist(), api.members.counts()]),
	);
	return { overview: { checklist, counts } };
};
