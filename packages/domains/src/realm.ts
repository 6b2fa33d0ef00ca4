import type { Kysely } from 'kysely';
import type { CommunityTables } from '@kith/db/handles';
import { UnauthenticatedError } from '@kith/kernel/errors';
import type { CommunityContext, Factor, PlatformContext, SessionFacts } from './context.ts';
import { dangersOf } from './dangers.ts';
import { authHeaders, type Auth } from './identity/auth.ts';
import { deleteOtherSessions, deleteSession } from './identity/identity.queries.ts';

/** Members prove who they are in their community, staff on the platform: the same verbs serve both. */
export type RealmContext = CommunityContext | PlatformContext;

type RealmTables =
	| 'authAccounts'
	| 'authSessions'
	| 'authUsers'
	| 'authVerifications'
	| 'passkeys'
	| 'safeguards';
/** The tables that both kinds of realm have. */
export type RealmDb = Kysely<Pick<CommunityTables, RealmTables>>;

export type Realm = {
	/** The community's id, or `platform`. */
	id: string;
	name: string;
	origin: string;
	/** The origin's host without its port: what passkeys are bound to. */
	host: string;
	db: RealmDb;
	auth: Auth;
};

/** Where the person behind a request proves who they are. */
export function realmOf(ctx: RealmContext): Realm {
	const { services } = ctx;
	const db = ctx.db as unknown as RealmDb;
	if (!('community' in ctx)) {
		const origin = services.platformOrigin;
		return {
			...placeOf(origin),
			id: 'platform',
			name: 'Kith',
			db,
			auth: services.realms.platform(),
		};
	}
	const { id, name, origin } = ctx.community;
	return { ...placeOf(origin), id, name, db, auth: services.realms.community(ctx.community) };
}

const placeOf = (origin: string) => ({ origin, host: new URL(origin).hostname });

/** One transaction of the realm, whichever kind it is. */
export function inRealm<T>(ctx: RealmContext, run: (db: RealmDb) => Promise<T>): Promise<T> {
	return 'community' in ctx
		? ctx.transaction(({ db }) => run(db as unknown as RealmDb))
		: ctx.transaction(({ db }) => run(db as unknown as RealmDb));
}

/** The person behind a request, with the session they came with. */
export type Self = { userId: string; email: string; name: string; session: SessionFacts };

/** Who acts on their own account; throws for visitors, jobs, and staff who only look into a community. */
export function selfOf(ctx: RealmContext): Self {
	const { session } = ctx;
	const person =
		'community' in ctx ? ctx.viewer : ctx.staff && { ...ctx.staff, userId: ctx.staff.id };
	if (!person || !session) throw new UnauthenticatedError('identity.sign_in_needed');
	const { userId, email, name } = person;
	return { userId, email, name, session };
}

export type { Factor } from './context.ts';

/**
 * `openedBy` marks a session that somebody else vouched for; one that comes `instead` of another has its mark, and what
 * the factor was `shownFor` there, unless it is shown now.
 */
type Opening = {
	provedAt?: Date;
	openedBy?: string | undefined;
	instead?: string;
	shownFor?: readonly string[] | undefined;
};

/** Starts a session of `userId` in this browser. */
// authorize: called by verbs that have seen a proof.
export async function openSession(
	ctx: RealmContext,
	userId: string,
	factor: Factor | null,
	{ provedAt = ctx.clock.now(), openedBy, instead, ...kept }: Opening = {},
): Promise<void> {
	const shownFor = factor && (kept.shownFor ?? (await dangersOf(ctx, userId))).join(' ');
	const { headers } = await realmOf(ctx).auth.api.enterAs({
		body: { userId, factor, shownFor, provedAt, openedBy, instead },
		headers: authHeaders(ctx.request, realmOf(ctx).origin),
		returnHeaders: true,
	});
	for (const line of headers.getSetCookie()) ctx.request.setCookie(line);
}

/**
 * Gives this browser a new token for the session it has. A factor that was `shown` just now counts for all that its holder
 * may do; the one of before counts for what it did. `alone` also ends the person's sessions everywhere else.
 */
// authorize: one's own sessions, after a proof.
export async function renewSession(
	ctx: RealmContext,
	{ userId, session }: Self,
	{ shown = null, alone }: { shown?: Factor | null; alone: boolean },
): Promise<void> {
	const { db } = realmOf(ctx);
	if (alone) await deleteOtherSessions(db, userId, session.id).execute();
	await deleteSession(db, userId, session.id).execute();
	const { provedAt, id: instead, shownFor } = session;
	const kept = shown ? {} : { shownFor };
	await openSession(ctx, userId, shown ?? session.factor, { provedAt, instead, ...kept });
	await forgetSessions(ctx, userId);
}

/** Every process refuses, or reads anew, a person's sessions from the next request on. */
// authorize: called by verbs that have asked.
export async function forgetSessions(ctx: RealmContext, userId: string): Promise<void> {
	if (!('community' in ctx)) return;
	const { bus, sessions, logger } = ctx.services;
	sessions.dropUser(ctx.community.id, userId);
	await bus
		.publish({ topic: 'sessions.revoked', communityId: ctx.community.id, data: { userId } })
		.catch((error: unknown) => logger.warn({ error }, 'bus did not take a message'));
}
