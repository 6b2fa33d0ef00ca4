import { redirect, type RequestEvent } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import type { CommunityFace } from '@kith/domains/communities/schema';
import type { Viewer } from '@kith/domains/identity/schema';
import type { Offer } from '@kith/domains/tiers/schema';
import { enterCode, sendCode } from '#lib/identity/server/door-actions.ts';
import { answerQuestions } from '#lib/identity/server/answer-questions.ts';
import { leadToDoor } from '#lib/identity/server/sso-door.ts';
import { textIn } from '#lib/identity/server/form-text.ts';
import { inChosenCurrency } from '#lib/membership/server/chosen-currency.ts';
import { taxPlace } from '#lib/membership/server/tax-place.ts';
import { dealOf } from '#lib/membership/server/deal-of.ts';
import { nextPath } from '#lib/identity/server/next-path.ts';
import { heldText } from '#lib/members/server/held-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { viewer, face } = locals.request;
	if (viewer?.standing === 'active') redirect(303, nextPath(url));
	const token = url.searchParams.get('invitation');
	const held = token
		? await orErrorPage(locals.api.members.invitation({ token: token.slice(0, 100) }))
		: null;
	const waiting = viewer && !held ? waitingFor(viewer, face) : null;
	const asks = waiting === 'pending' || waiting === 'removed';
	const asked =
		asks && viewer?.memberId ? await orErrorPage(locals.api.members.ownRequest()) : null;
	const sells = face.access.join === 'membership' && !held;
	const before = sells && waiting === 'pending' ? await orErrorPage(locals.api.sales.door()) : null;
	return {
		/** What stands at the door where one joins by membership. */
		shop: sells && (before || !waiting) ? await shopAt(event) : null,
		before,
		doors: await orErrorPage(locals.api.sso.doors()),
		proof: await locals.api.identity.proofChallenge(),
		invitation: held,
		isInvitationGone: token !== null && held === null,
		// Who waits, or was not invited, can still come in by an invitation they hold.
		waiting: asked?.decision === 'declined' ? ('declined' as const) : waiting,
		asked,
		held: viewer ? heldText(viewer) : [],
	};
};

export const actions: Actions = {
	request: async (event) => {
		await leadToDoor(event);
		return sendCode(event, { needsName: true });
	},
	enter: enterCode,
	answer: answerQuestions,
	/** Goes on with what was paused, and comes in by it. */
	resume: async ({ request, locals }) => {
		const membershipId = textIn(await request.formData(), 'membershipId');
		try {
			await locals.api.sales.resume({ membershipId });
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			redirect(303, `/join?${new URLSearchParams({ problem: code })}`);
		}
		redirect(303, '/');
	},
};

async function shopAt(event: RequestEvent) {
	const { locals, url } = event;
	const [all, terms] = await orErrorPage(
		Promise.all([locals.api.tiers.offers(), locals.api.sales.taxTerms()]),
	);
	const { offers, currencies } = inChosenCurrency(event, withoutOthers(all));
	const next = new URL(nextPath(url), url);
	const code = url.searchParams.get('offer') ?? next.searchParams.get('offer') ?? '';
	const every = url.searchParams.get('every') ?? next.searchParams.get('every');
	const { deal } = await dealOf(locals, code.trim().slice(0, 40), currencies.shown);
	return {
		...{ deal, problem: url.searchParams.get('problem') },
		every: every === 'year' ? ('year' as const) : ('month' as const),
		...{ offers, currencies, tax: taxPlace(event, terms) },
	};
}

/** Gifts and groups are bought by members. */
const withoutOthers = (offers: readonly Offer[]): Offer[] =>
	offers
		.filter(({ prices }) => prices.length > 0)
		.map((offer) => ({ ...offer, gifts: [], groups: [] }));

type Waiting = 'pending' | 'suspended' | 'banned' | 'removed' | 'not_invited';

function waitingFor({ standing, restriction }: Viewer, { access }: CommunityFace): Waiting {
	if (restriction?.kind === 'banned') return 'banned';
	if (standing === 'pending' || standing === 'suspended') return standing;
	if (standing === 'removed') return 'removed';
	return access.join === 'invite' ? 'not_invited' : 'removed';
}
