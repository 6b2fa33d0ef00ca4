import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const [{ activeCount, staff }, { api }] = await Promise.all([
		event.parent(),
		communityFor(event),
	]);
	const { items: owners } = await orErrorPage(
		api.members.list({ status: 'active', roleKey: 'owner', limit: 100 }),
	);
	// Owners are never held up, and who publishes has accepted.
	const isOwner = owners.some(({ email }) => email === staff.email);
	return { askedCount: Math.max(0, activeCount - owners.length - (isOwner ? 0 : 1)) };
};
