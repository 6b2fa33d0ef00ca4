import { redirect } from '@sveltejs/kit';
import type { CommunityFace } from '@kith/domains/communities/schema';
import type { Viewer } from '@kith/domains/identity/schema';
import { enterCode, sendCode } from '#lib/identity/server/door-actions.ts';
import { answerQuestions } from '#lib/identity/server/answer-questions.ts';
import { leadToDoor } from '#lib/identity/server/sso-door.ts';
import { nextPath } from '#lib/identity/server/next-path.ts';
import { heldText } from '#lib/members/server/held-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
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
	return {
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
};

type Waiting = 'pending' | 'suspended' | 'banned' | 'removed' | 'not_invited';

function waitingFor({ standing, restriction }: Viewer, { access }: CommunityFace): Waiting {
	if (restriction?.kind === 'banned') return 'banned';
	if (standing === 'pending' || standing === 'suspended') return standing;
	if (standing === 'removed') return 'removed';
	return access.join === 'invite' ? 'not_invited' : 'removed';
}
