import * as z from 'zod';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { reasonsFor } from '#lib/submissions/server/reasons-for.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const { searchParams } = event.url;
	const spaceId = z.uuid().safeParse(searchParams.get('space')).data;
	const cursor = searchParams.get('cursor');
	const queue = await orErrorPage(
		event.locals.api.approval.queue({ cursor, ...(spaceId && { spaceId }) }),
	);
	const { api } = event.locals;
	const { mayOpen } = await api.desks.own();
	const { face } = await event.parent();
	const reasonsOf = await reasonsFor({ api, face });
	const reasons = Object.fromEntries(queue.items.map((one) => [one.id, reasonsOf(one)]));
	return { mayOpen, reasons, queue, spaceId: spaceId ?? '', done: searchParams.get('done') };
};
