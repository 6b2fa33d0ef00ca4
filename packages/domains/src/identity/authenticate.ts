import type { CommunityDb } from '@kith/db/handles';
import type { RequestFacts, Services, Staff, StaffRole } from '../context.ts';
import type { CommunityIdentity } from '../snapshot.ts';
import { sessionCookieName, type Auth } from './auth.ts';
import { readStanding } from '../members/index.ts';
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
	const session = await readSession(services.realms.community(community), request);
	if (!session) return null;
	const member = await readStanding(db, session.user.id);
	const { id, email, name } = session.user;
	const signedIn = { userId: id, email, name, member };
	services.sessions.set(community.id, cookie, signedIn, session.session.expiresAt);
	return signedIn;
}

/** The staff person whose session cookie came with a request to the platform; null without a valid one. */
export async function authenticateStaff(
	services: Services,
	request: RequestFacts,
): Promise<Staff | null> {
	if (!sessionCookieOf(request.cookie, services.platformOrigin)) return null;
	const session = await readSession(services.realms.platform(), request);
	if (!session) return null;
	return withOrganizations(services, session.user);
}

/** A staff person as a job meets them, with the organizations they work for now; null when they are gone. */
export async function readStaff(services: Services, staffId: string): Promise<Staff | null> {
	const person = await staffById(services.platform, staffId).executeTakeFirst();
	return person ? withOrganizations(services, person) : null;
}

type Person = { id: string; email: string; name: string };

async function withOrganizations(services: Services, { id, email, name }: Person): Promise<Staff> {
	const rows = await organizationsOfStaff(services.platform, id).execute();
	const organizations = rows.map((row) => ({ ...row, role: row.role as StaffRole }));
	return { id, email, name, organizations };
}

async function readSession(auth: Auth, request: RequestFacts) {
	const { headers, response } = await auth.api.getSession({
		headers: authHeaders(request),
		returnHeaders: true,
	});
	for (const line of headers.getSetCookie()) request.setCookie(line);
	return response;
}

/** The headers that the auth library reads; nothing else of a request reaches it. */
export function authHeaders(request: RequestFacts): Headers {
	return new Headers({
		cookie: request.cookie,
		'user-agent': request.userAgent,
		'x-kith-ip': request.ip,
	});
}

function sessionCookieOf(cookies: string, origin: string): string | null {
	const prefix = `${sessionCookieName(origin)}=`;
	const part = cookies.split(/; */).find((pair) => pair.startsWith(prefix));
	return part ? part.slice(prefix.length) : null;
}
