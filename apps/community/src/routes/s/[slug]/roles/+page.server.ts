import * as z from 'zod';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { doing, saying } from '#lib/shell/server/doing.ts';
import { failureText } from '#lib/shell/failure-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

const MOST_FOUND = 8;
const Held = z.object({ memberId: z.uuid(), roleId: z.uuid(), spaceId: z.uuid() });

export const load: PageServerLoad = async (event) => {
	onlyMembers(event);
	const { api } = event.locals;
	const space = await orErrorPage(api.spaces.get({ slug: event.params.slug }));
	const search = event.url.searchParams.get('find')?.trim().slice(0, 80) ?? '';
	const [held, found] = await orErrorPage(
		Promise.all([
			api.roles.inSpace({ spaceId: space.id }),
			search ? api.members.list({ search, status: 'active', limit: MOST_FOUND }) : null,
		]),
	);
	const code = event.url.searchParams.get('failed');
	return {
		...{ space, held, search, found: found?.items ?? [] },
		failure: code && failureText({ code, status: 400 }),
		hasStayed: event.url.searchParams.has('stays'),
	};
};

export const actions: Actions = {
	give: doing(Held, ({ locals }, fields) => locals.api.roles.give(fields)),
	take: doing(Held, async ({ locals, url }, fields) => {
		const { stays } = await locals.api.roles.take(fields);
		if (stays.length > 0) return saying(url.pathname, { stays: 'yes' });
	}),
};
