import * as z from 'zod';
import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const { searchParams } = event.url;
	const spaceId = z.uuid().safeParse(searchParams.get('space')).data ?? null;
	const cursor = searchParams.get('cursor');
	const queue = await orErrorPage(api.approval.queue({ cursor, ...(spaceId && { spaceId }) }));
	return { queue, spaceId };
};
