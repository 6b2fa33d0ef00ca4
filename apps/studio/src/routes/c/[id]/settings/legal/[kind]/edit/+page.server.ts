import { askedCount } from '#lib/guidelines/asked-count.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const [{ kind, staff }, { api }] = await Promise.all([event.parent(), communityFor(event)]);
	if (kind !== 'terms') return { askedCount: 0 };
	const [counts, owners] = await orErrorPage(
		Promise.all([
			api.members.counts(),
			api.members.list({ status: 'active', roleKey: 'owner', limit: 100 }),
		]),
	);
	return { askedCount: askedCount(counts.active, owners.items, staff) };
};
