import { orErrorPage, orWithout } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const [checklist, counts] = await orErrorPage(
		Promise.all([
			orWithout(api.communities.checklist(), null),
			orWithout(api.members.counts(), null),
		]),
	);
	return { checklist, counts };
};
