import { failureOf } from '@kith/client/failure';
import type { SpaceView } from '@kith/domains/spaces/schema';
import { redirect } from '@sveltejs/kit';
import { askedFeed } from '#lib/feeds/server/asked-feed.ts';
import { chosenIn, filterOf } from '#lib/kinds/feed-filter.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { describe } from '#lib/shell/server/describe.ts';
import { isPublicCommunity } from '#lib/shell/server/is-public.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, isDataRequest }) => {
	const { mode = 'latest', window, cursor } = askedFeed(url);
	const chosen = chosenIn(url.searchParams);
	const filter = filterOf(chosen);
	const space = await orErrorPage(enteredOrLocked(locals, params.slug));
	if (isPublicCommunity(locals.request) && space.visibility === 'public' && !cursor)
		describe(
			{ locals, url },
			{ title: space.name, description: space.description, path: `/s/${space.slug}` },
		);
	const [feed, pinned, relation] = await orErrorPage(
		Promise.all([
			locals.api.feeds.list({
				...(filter ? { mode: 'latest', ...filter } : { mode, ...(window && { window }) }),
				...{ cursor, spaceId: space.id },
			}),
			cursor || filter || mode !== 'latest' ? [] : locals.api.posts.pinned({ spaceId: space.id }),
			locals.api.relations.toSpace({ spaceId: space.id }),
		]),
	);
	// Read before it is marked as read. A data request may be a mere preload: the page itself reports those visits.
	if (!isDataRequest && locals.request.viewedAs === null)
		await locals.api.spaces.visit({ spaceId: space.id });
	return { space, feed, pinned, cursor, relation, chosen };
};

/** The space; who stands before one that a membership opens is led to what opens it. */
async function enteredOrLocked({ api }: App.Locals, slug: string): Promise<SpaceView> {
	try {
		return await api.spaces.get({ slug });
	} catch (cause) {
		if (failureOf(cause).code !== 'spaces.not_found') throw cause;
		const locked = await api.spaces.locked({ slug });
		redirect(303, `/membership?opens=${encodeURIComponent(locked.slug)}`);
	}
}

export const actions: Actions = {
	read: async ({ locals, params }) => {
		const space = await orErrorPage(locals.api.spaces.get({ slug: params.slug }));
		await orErrorPage(locals.api.comments.markAllRead({ spaceId: space.id }));
		redirect(303, `/s/${space.slug}`);
	},
};
