import type { CommunityFace } from '@kith/domains/communities/schema';
import { askedFeed } from '#lib/feeds/server/asked-feed.ts';
import { bannerActions } from '#lib/kinds/server/announcement-page.ts';
import { chosenIn, filterOf } from '#lib/kinds/feed-filter.ts';
import { hideByForm } from '#lib/onboarding/server/hide-first-steps.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { describe } from '#lib/shell/server/describe.ts';
import { isPublicCommunity } from '#lib/shell/server/is-public.ts';
import type { Actions, PageServerLoad } from './$types';

/** What an address may carry and still mean the start page. */
const BARE = new Set(['preview', 'safe']);

/** Visitors are received by the community's own start page, where it has one; the posts are one link away. */
async function startPage(locals: App.Locals, url: URL) {
	const { viewer, face } = locals.request;
	if (viewer || !face.hasStart || [...url.searchParams.keys()].some((key) => !BARE.has(key)))
		return null;
	const start = await orErrorPage(locals.api.design.page({ page: 'home' }));
	if (isPublicCommunity(locals.request))
		describe({ locals, url }, { path: '/', ...descriptionOf(face) });
	return start;
}

function descriptionOf({ description, tagline, look }: CommunityFace) {
	const picture = look.coverFileId ?? look.logoFileId;
	return { description: description || tagline, image: picture && `/files/${picture}/full` };
}

export const load: PageServerLoad = async ({ locals, url, isDataRequest }) => {
	const start = await startPage(locals, url);
	if (start) return { start };
	const asked = askedFeed(url);
	const { cursor } = asked;
	const chosen = chosenIn(url.searchParams);
	const filter = filterOf(chosen);
	const { face } = locals.request;
	if (isPublicCommunity(locals.request) && !cursor)
		describe({ locals, url }, { path: '/', ...descriptionOf(face) });
	const [feed, banners, checklist, firstSteps] = await Promise.all([
		orErrorPage(locals.api.feeds.list(filter ? { cursor, mode: 'latest', ...filter } : asked)),
		cursor || locals.request.viewer?.standing !== 'active'
			? []
			: locals.api.announcements.current(),
		// Only who runs the community gets an answer, and only they are shown it.
		url.searchParams.has('welcome') ? locals.api.communities.checklist().catch(() => null) : null,
		cursor || !locals.request.viewer?.isArriving
			? null
			: orErrorPage(locals.api.onboarding.firstSteps()),
	]);
	const { mode, window } = feed;
	// A data request may be a mere preload: the page itself reports those choices.
	const isOwn = locals.request.viewedAs === null;
	if (asked.mode && !filter && isOwn && !isDataRequest)
		await locals.api.feeds.choose({ mode, window });
	const isLost = mode === 'following' && feed.items.length === 0 && !cursor;
	const suggestions = isLost ? await orErrorPage(locals.api.feeds.suggestions()) : [];
	return {
		start: null,
		feed,
		banners,
		chosen,
		suggestions,
		isChosen: Boolean(asked.mode) && !filter,
		cursor,
		checklist,
		firstSteps: firstSteps && firstSteps.steps.length > 0 && !checklist ? firstSteps : null,
		studioOrigin: checklist && locals.request.platformOrigin,
	};
};

export const actions: Actions = { ...bannerActions, hideFirstSteps: hideByForm };
