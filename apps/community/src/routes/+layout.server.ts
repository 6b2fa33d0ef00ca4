import { redirect } from '@sveltejs/kit';
import { systemClock } from '@kith/kernel/clock';
import { readFolded } from '#lib/shell/folded.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { acceptFirst, isLater } from '#lib/onboarding/server/accept-first.ts';
import { firstScheme } from '#lib/shell/server/head.ts';
import { MENU } from '#lib/shell/menu.ts';
import { menuOf } from '#lib/shell/server/menus.ts';
import { isPublicCommunity } from '#lib/shell/server/is-public.ts';
import { timeLocale } from '#lib/shell/server/time-locale.ts';
import { standingNotice } from '#lib/shell/server/standing-notice.ts';
import type { LayoutServerLoad } from './$types';

/** The way in: open to visitors of a private community, and shown without navigation. */
const DOORS = new Set(['/join', '/sign-in', '/enter', '/welcome', '/offline']);

/** What somebody needs who waits for a membership: where they come back from Stripe, and what they were given. */
const WAITING_ROOM = new Set(['/membership/done', '/gift/[code]', '/group/[token]']);

/** What a private community shows whoever has the address, where it is to be seen at all. */
const OPEN_TO_ALL = new Set(['/guidelines/[[kind]]', '/badges/[grantId]']);

/** What is open to members who are asked to accept something: to read them, and to leave. */
const BEFORE_ACCEPTING = /^\/(?:guidelines|settings)(?:\/|$)/;

export const load: LayoutServerLoad = async ({
	locals,
	url,
	route,
	cookies,
	setHeaders,
	depends,
}) => {
	depends(MENU);
	const { face, viewer, mayEnter, isPreview, platformOrigin } = locals.request;
	const waitsToPay = viewer?.standing === 'pending' && face.access.join === 'membership';
	const isWaitingRoom = !mayEnter && waitsToPay && WAITING_ROOM.has(route.id ?? '');
	const isDoor =
		DOORS.has(route.id ?? '') || isWaitingRoom || (!mayEnter && OPEN_TO_ALL.has(route.id ?? ''));
	if (!mayEnter && !isDoor)
		redirect(303, `/join?next=${encodeURIComponent(url.pathname + url.search)}`);
	if (
		(viewer?.owesGuidelines || viewer?.owesTerms) &&
		!isDoor &&
		!BEFORE_ACCEPTING.test(url.pathname) &&
		!isLater(cookies)
	)
		redirect(303, acceptFirst(url, viewer));
	const isPublic = isPublicCommunity(locals.request);
	if (!isPublic) setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	const isInside = mayEnter && !isDoor;
	const navigation = isInside
		? await orErrorPage(locals.api.spaces.navigation())
		: { mayCreate: false, mayReadLog: false, locked: [], groups: [] };
	const menu = isInside
		? menuOf(await orErrorPage(locals.api.design.menus()), navigation, viewer, face)
		: { sections: [], sheet: [], top: [], tabs: [], own: [] };
	return {
		...{ face, viewer, mayEnter, isPreview, isPublic, isDoor, isWaitingRoom, navigation, menu },
		platformOrigin: isPreview ? platformOrigin : null,
		notice: standingNotice(viewer, face),
		scheme: firstScheme(cookies.get('scheme'), face.look),
		/** Whom nothing is known of is told the time by the community's clock, where it has one. */
		timeZone: viewer?.timeZone ?? face.localization.timeZone,
		timeLocale: timeLocale(face.localization),
		folded: readFolded(cookies.get('folded')),
		now: systemClock.now(),
	};
};
