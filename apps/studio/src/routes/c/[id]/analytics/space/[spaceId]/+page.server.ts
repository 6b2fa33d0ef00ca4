import { error, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { readWindow } from '#lib/analytics/window.ts';
import { orErrorPage, orWithout } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

const SHUT = 'shut';

export const load: PageServerLoad = async (event) => {
	const { spaceId } = event.params;
	const window = readWindow(event.url);
	const { api } = await communityFor(event);
	const spaces = await orErrorPage(api.spaces.managed());
	const space = spaces.find(({ id }) => id === spaceId);
	if (!space) error(404, 'spaces.not_found');
	const isOff = (cause: unknown) => failureOf(cause).code === 'module.off';
	const numbers = await orErrorPage(
		api.analytics.inSpace({ spaceId, ...window }).catch((cause: unknown) => {
			if (isOff(cause)) return null;
			throw cause;
		}),
	);
	// The first look of who may read all numbers begins to count; the page is asked for again then.
	if (numbers === null && (await orWithout(api.analytics.start(), SHUT)) !== SHUT)
		redirect(303, event.url.pathname + event.url.search);
	return { spaces, space, window, numbers };
};
