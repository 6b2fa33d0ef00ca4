import type { CommunityDb } from '@kith/db/handles';
import type { Factor, RequestFacts, Services, SessionFacts, Staff, StaffRole } from '../context.ts';
import { hasAny, methodsFor } from '../factors/index.ts';
import { readStanding, type StandingRow } from '../members/index.ts';
import type { CommunityIdentity } from '../snapshot.ts';
import { authHeaders, sessionCookieName, type Auth } from './auth.ts';
import { organizationsOfStaff, staffById } from './identity.queries.ts';
import type { SignedIn } from './session-cache.ts';

/** The person whose session cookie came with a request to a community; null without a valid one. */
export async function authenticate(
	services: Services,
	community: CommunityIdentity,
	db: CommunityDb,
	request: RequestFacts,
): Promise<SignedIn | null> {
	const cookie = sessionCookieOf(request.cookie, community.origin);
	if (!cookie) return null;
	const known = services.sessions.get(community.id, cookie, services.clock.now());
	if (known) return known;
	const found = await readSession(services.realms.community(community), request);
	if (!found) return null;
	const session = factsOf(found.session);
	const member = inSession(await readStanding(db, found.user.id), session);
	const { id, email, name } = found.user;
	const signedIn = { userId: id, email, name, member, session };
	services.sessions.set(community.id, cookie, signedIn, found.session.expiresAt);
	return signedIn;
}

/** A member as their session lets them stand here: a second factor counts where it was shown. */
export function inSession(member: StandingRow | null, session: SessionFacts): StandingRow | null {
	return member && { ...member, hasSecondFactor: session.factor !== null };
}

/** The staff person whose session cookie came with a request to the platform; null without a valid one. */
export async function authenticateStaff(
	services: Services,
	request: RequestFacts,
): Promise<{ staff: Staff; session: SessionFacts } | null> {
	if (!sessionCookieOf(request.cookie, services.platformOrigin)) return null;
	const found = await readSession(services.realms.platform(), request);
	if (!found) return null;
	const session = factsOf(found.session);
	const hasSecondFactor = session.factor !== null;
	return { staff: await withOrganizations(services, found.user, hasSecondFactor), session };
}

/** A staff person as a job meets them, with the organizations they work for now; null when they are gone. */
export async function readStaff(services: Services, staffId: string): Promise<Staff | null> {
	const person = await staffById(services.platform, staffId).executeTakeFirst();
	if (!person) return null;
	const { hostname: host } = new URL(services.platformOrigin);
	const methods = await methodsFor({ db: services.platform as never, host }, staffId);
	return withOrganizations(services, person, hasAny(methods));
}

type Person = { id: string; email: string; name: string };

async function withOrganizations(
	services: Services,
	{ id, email, name }: Person,
	hasSecondFactor: boolean,
): Promise<Staff> {
	const rows = await organizationsOfStaff(services.platform, id).execute();
	const organizations = rows.map((row) => ({ ...row, role: row.role as StaffRole }));
	return { id, email, name, organizations, hasSecondFactor };
}

async function readSession(auth: Auth, request: RequestFacts) {
	const { headers, response } = await auth.api.getSession({
		headers: authHeaders(request),
		returnHeaders: true,
	});
	for (const line of headers.getSetCookie()) request.setCookie(line);
	return response;
}

type SessionRow = {
	id: string;
	createdAt: Date;
	provedAt?: Date | null | undefined;
	factor?: string | null | undefined;
};

function factsOf({ id, createdAt, provedAt, factor }: SessionRow): SessionFacts {
	return { id, provedAt: provedAt ?? createdAt, factor: (factor ?? null) as Factor | null };
}

function sessionCookieOf(cookies: string, origin: string): string | null {
	const prefix = `${sessionCookieName(origin)}=`;
	const part = cookies.split(/; */).find((pair) => pair.startsWith(prefix));
	return part ? part.slice(prefix.length) : null;
}
