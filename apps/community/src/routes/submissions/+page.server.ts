import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const cursor = event.url.searchParams.get('cursor');
	const { approval } = event.locals.api;
	const [mine, queue] = await Promise.all([
		orErrorPage(approval.mine({ cursor })),
		// Only who may approve gets an answer, and with it the way to what waits for them.
		approval.queue({ limit: 1 }).catch(() => null),
	]);
	const waiting = queue?.spaces.reduce((sum, { count }) => sum + count, 0) ?? null;
	return { mine, waiting };
};
