import * as z from 'zod';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { drawnWith } from '#lib/posts/parts-for.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const { searchParams } = event.url;
	const spaceId = z.uuid().safeParse(searchParams.get('space')).data;
	const cursor = searchParams.get('cursor');
	const queue = await orErrorPage(
		event.locals.api.approval.queue({ cursor, ...(spaceId && { spaceId }) }),
	);
	const parts = await drawnWith(queue.items);
	const { mayOpen } = await event.locals.api.desks.own();
	return { mayOpen, queue, parts, spaceId: spaceId ?? '', done: searchParams.get('done') };
};
