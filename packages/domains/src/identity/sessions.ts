import { InvalidError, NotFoundError, UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext, PlatformContext } from '../context.ts';
import { authHeaders } from './authenticate.ts';
import {
	deleteSession,
	deleteSessionsOfUser,
	passwordOfUser,
	sessionsOfUser,
} from './identity.queries.ts';
import type { OpenSession, RevokeSession, SetPassword } from './identity.schema.ts';
import { publishSessionsRevoked } from './session-cache.ts';

/** A person's open sessions, last used first; at most 50. */
// authorize: one's own sessions only.
export async function listSessions(ctx: CommunityContext): Promise<OpenSession[]> {
	const userId = ownUserId(ctx);
	const current = await currentSession(ctx);
	const rows = await sessionsOfUser(ctx.db, userId, ctx.clock.now()).execute();
	return rows.map((row) => ({
		id: row.id,
		device: row.userAgent ?? '',
		ip: row.ipAddress ?? '',
		startedAt: row.createdAt,
		seenAt: row.updatedAt,
		isCurrent: row.token === current?.token,
	}));
}

/** Ends one of one's own sessions, on whatever device; it is refused from the next request on. */
// authorize: one's own sessions only, by the WHERE.
export async function revokeSession(
	ctx: CommunityContext,
	{ sessionId }: RevokeSession,
): Promise<void> {
	const userId = ownUserId(ctx);
	const gone = await deleteSession(ctx.db, userId, sessionId).executeTakeFirst();
	if (gone.numDeletedRows === 0n) throw new NotFoundError('identity.session_not_found');
	await forget(ctx, userId);
}

/** Signs out on every device. */
// authorize: one's own sessions only.
export async function signOutEverywhere(ctx: CommunityContext): Promise<void> {
	const userId = ownUserId(ctx);
	await deleteSessionsOfUser(ctx.db, userId).execute();
	await forget(ctx, userId);
	await signOut(ctx);
}

/** Ends the session of this browser; fine to call without one. */
// authorize: one's own session.
export async function signOut(ctx: CommunityContext): Promise<void> {
	const auth = ctx.services.realms.community(ctx.community);
	const { headers } = await auth.api.signOut({
		headers: authHeaders(ctx.request),
		returnHeaders: true,
	});
	for (const line of headers.getSetCookie()) ctx.request.setCookie(line);
	if (ctx.viewer) await forget(ctx, ctx.viewer.userId);
}

/** Ends staff's session of this browser. */
// authorize: one's own session.
export async function signOutStaff(ctx: PlatformContext): Promise<void> {
	const { headers } = await ctx.services.realms.platform().api.signOut({
		headers: authHeaders(ctx.request),
		returnHeaders: true,
	});
	for (const line of headers.getSetCookie()) ctx.request.setCookie(line);
}

/** Sets or changes one's own password; throws `identity.bad_password` when the current one is wrong. */
// authorize: one's own password.
export async function setPassword(
	ctx: CommunityContext,
	{ password, current }: SetPassword,
): Promise<void> {
	const userId = ownUserId(ctx);
	await ctx.services.limiter.take(`password ${ctx.community.id} ${userId}`, 10, 3600);
	const { api } = ctx.services.realms.community(ctx.community);
	const headers = authHeaders(ctx.request);
	const known = await passwordOfUser(ctx.db, userId).executeTakeFirst();
	if (!known?.password) {
		await api.setPassword({ body: { newPassword: password }, headers });
		return;
	}
	const body = {
		newPassword: password,
		currentPassword: current ?? '',
		revokeOtherSessions: false,
	};
	await api.changePassword({ body, headers }).catch((cause: unknown) => {
		throw new InvalidError('identity.bad_password', {}, { cause });
	});
}

function ownUserId(ctx: CommunityContext): string {
	if (!ctx.viewer) throw new UnauthenticatedError('identity.sign_in_needed');
	return ctx.viewer.userId;
}

async function currentSession(ctx: CommunityContext) {
	const auth = ctx.services.realms.community(ctx.community);
	const found = await auth.api.getSession({ headers: authHeaders(ctx.request) });
	return found?.session ?? null;
}

async function forget(ctx: CommunityContext, userId: string): Promise<void> {
	ctx.services.sessions.dropUser(ctx.community.id, userId);
	await publishSessionsRevoked(ctx, userId);
}
