import { addSeconds } from '@kith/kernel/clock';
import { ForbiddenError, UnauthenticatedError } from '@kith/kernel/errors';
import { hashToken, newToken } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { requireFresh } from '../factors/index.ts';
import { selfOf } from '../realm.ts';
import { deleteDesk, deskOfMember, insertDeskToken } from './desks.queries.ts';
import { TOKEN_MINUTES, type OwnDesk } from './desks.schema.ts';
import { opensAny } from './studio-pages.ts';

/** Whether the member can open the studio, and with which account they do. */
// authorize: one's own, by the member who is signed in here.
export async function readOwnDesk(ctx: CommunityContext): Promise<OwnDesk> {
	const memberId = signedInMember(ctx);
	const { services, community } = ctx;
	const mayOpen = opensHere(ctx);
	const found = deskOfMember(services.platform, community.id, memberId);
	const desk = mayOpen ? await found.executeTakeFirst() : undefined;
	return {
		mayOpen,
		desk: desk ? { email: desk.email, since: desk.createdAt } : null,
		url: `${services.platformOrigin}/c/${community.id}`,
	};
}

/**
 * A way into the studio for the member who is signed in here: it leads to a page that asks with which account, works
 * once and not for long. Throws `permissions.denied` for whom nothing opens there, and `identity.confirm_first`: what it
 * gives outlasts this session.
 */
// authorize: opensHere asks all that the pages of the studio ask for.
export async function openDesk(ctx: CommunityContext): Promise<{ url: string }> {
	const memberId = signedInMember(ctx);
	const { services, community, clock } = ctx;
	if (!opensHere(ctx)) throw new ForbiddenError('permissions.denied');
	requireFresh(ctx, selfOf(ctx));
	await services.limiter.take(`desk ${community.id} ${memberId}`, 20, 3600);
	const token = newToken();
	await insertDeskToken(services.platform, {
		...{ tokenHash: hashToken(token), communityId: community.id, memberId },
		expiresAt: addSeconds(clock.now(), TOKEN_MINUTES * 60),
	}).execute();
	return { url: `${services.platformOrigin}/desk?token=${encodeURIComponent(token)}` };
}

/** The account that opened the studio as this member does so no more. */
// authorize: one's own, by the member who is signed in here.
export async function leaveOwnDesk(ctx: CommunityContext): Promise<void> {
	const memberId = signedInMember(ctx);
	await deleteDesk(ctx.services.platform, ctx.community.id, { memberId }).execute();
}

const opensHere = ({ standing, snapshot }: CommunityContext) =>
	standing !== null && opensAny(snapshot, standing);

/** Not whoever acts from the studio as a member: an account there vouches for no other. */
function signedInMember({ actor }: CommunityContext): string {
	if (actor.kind !== 'member') throw new UnauthenticatedError('identity.sign_in_needed');
	return actor.memberId;
}
