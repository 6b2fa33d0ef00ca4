import { redirect } from '@sveltejs/kit';
import type { CommunityFace } from '@kith/domains/communities/schema';
import type { Viewer } from '@kith/domains/identity/schema';
import { enterCode, sendCode } from '#lib/identity/server/door-actions.ts';
import { leadToDoor } from '#lib/identity/server/sso-door.ts';
import { nextPath } from '#lib/identity/server/next-path.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { viewer, face } = locals.request;
	if (viewer?.standing === 'active') redirect(303, nextPath(url));
	const token = url.searchParams.get('invitation');
	const held = token
		? await orErrorPage(locals.api.members.invitation({ token: token.slice(0, 100) }))
		: null;
	return {
		doors: await orErrorPage(locals.api.sso.doors()),
		proof: await locals.api.identity.proofChallenge(),
		invitation: held,
		isInvitationGone: token !== null && held === null,
		// Who waits, or was not invited, can still come in by an invitation they hold.
		waiting: viewer && !held ? waitingFor(viewer, face) : null,
	};
};

export const actions: Actions = {
	request: async (event) => {
		await leadToDoor(event);
		return sendCode(event, { needsName: true });
	},
	enter: enterCode,
};

type Waiting = 'pending' | 'suspended' | 'removed' | 'not_invited';

function waitingFor({ standing }: Viewer, { access }: CommunityFace): Waiting {
	if (standing === 'pending' || standing === 'suspended') return standing;
	if (standing === 'removed') return 'removed';
	return access.join === 'invite' ? 'not_invited' : 'removed';
}
