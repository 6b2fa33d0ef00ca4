import { InvalidError, NotFoundError } from '@kith/kernel/errors';
import { forgetDevices, requireFresh } from '../factors/index.ts';
import { forgetSessions, realmOf, renewSession, selfOf, type RealmContext } from '../realm.ts';
import { authHeaders } from './auth.ts';
import {
	deleteOtherSessions,
	deleteSession,
	deleteSessionsOfUser,
	passwordOfUser,
	sessionsOfUser,
} from './identity.queries.ts';
import type { OpenSession, RevokeSession, SetPassword } from './identity.schema.ts';

/** A person's open sessions, last used first; at most 50. */
// authorize: one's own sessions only.
export async function listSessions(ctx: RealmContext): Promise<OpenSession[]> {
	const { userId, session } = selfOf(ctx);
	const rows = await sessionsOfUser(realmOf(ctx).db, userId, ctx.clock.now()).execute();
	return rows.map((row) => ({
		id: row.id,
		device: row.userAgent ?? '',
		ip: row.ipAddress ?? '',
		startedAt: row.createdAt,
		seenAt: row.updatedAt,
		isCurrent: row.id === session.id,
	}));
}

/** Ends one of one's own sessions, on whatever device; it is refused from the next request on. */
// authorize: one's own sessions only, by the WHERE.
export async function revokeSession(
	ctx: RealmContext,
	{ sessionId }: RevokeSession,
): Promise<void> {
	const { userId } = selfOf(ctx);
	const gone = await deleteSession(realmOf(ctx).db, userId, sessionId).executeTakeFirst();
	if (gone.numDeletedRows === 0n) throw new NotFoundError('identity.session_not_found');
	await forgetSessions(ctx, userId);
}

/** Ends one's sessions on every other device. */
// authorize: one's own sessions only.
export async function revokeOtherSessions(ctx: RealmContext): Promise<void> {
	const { userId, session } = selfOf(ctx);
	await deleteOtherSessions(realmOf(ctx).db, userId, session.id).execute();
	await forgetSessions(ctx, userId);
}

/** Signs out on every device, and knows none of them any more. */
// authorize: one's own sessions only.
export async function signOutEverywhere(ctx: RealmContext): Promise<void> {
	const { userId } = selfOf(ctx);
	const { db } = realmOf(ctx);
	await deleteSessionsOfUser(db, userId).execute();
	await forgetDevices(db, userId).execute();
	await signOut(ctx);
	await forgetSessions(ctx, userId);
}

/** Ends the session of this browser; fine to call without one. */
// authorize: one's own session.
export async function signOut(ctx: RealmContext): Promise<void> {
	const { auth, origin } = realmOf(ctx);
	const { headers } = await auth.api.signOut({
		headers: authHeaders(ctx.request, origin),
		returnHeaders: true,
	});
	for (const line of headers.getSetCookie()) ctx.request.setCookie(line);
	if ('community' in ctx && ctx.viewer) await forgetSessions(ctx, ctx.viewer.userId);
}

/**
 * Sets or changes one's own password; this browser gets a new session and every other one ends. Throws
 * `identity.bad_password` when the current one is wrong, `identity.confirm_first` for a first one without a proof.
 */
// authorize: one's own password.
export async function setPassword(
	ctx: RealmContext,
	{ password, current }: SetPassword,
): Promise<void> {
	const self = selfOf(ctx);
	const { userId } = self;
	const { id, db, auth, origin } = realmOf(ctx);
	await ctx.services.limiter.take(`password ${id} ${userId}`, 10, 3600);
	const headers = authHeaders(ctx.request, origin);
	const known = await passwordOfUser(db, userId).executeTakeFirst();
	if (known?.password) {
		const change = { newPassword: password, currentPassword: current ?? '' };
		const body = { ...change, revokeOtherSessions: false };
		await auth.api.changePassword({ body, headers }).catch((cause: unknown) => {
			throw new InvalidError('identity.bad_password', {}, { cause });
		});
	} else {
		requireFresh(ctx, self);
		await auth.api.setPassword({ body: { newPassword: password }, headers });
	}
	await renewSession(ctx, self, { alone: true });
}
