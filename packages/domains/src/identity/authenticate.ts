import type { CommunityDb } from '@kith/db/handles';
import { cookieValues } from '@kith/kernel/cookies';
import type { Factor, RequestFacts, Services, SessionFacts, Staff, StaffRole } from '../context.ts';
import { hasAny, methodsFor } from '../factors/index.ts';
import { readStanding, type StandingRow } from '../members/index.ts';
import type { CommunityIdentity } from '../snapshot.ts';
import { authHeaders, sessionCookieName, type Auth } from './auth.ts';
import { organizationsOfStaff, staffById } from './identity.queries.ts';
import type { SignedIn } from './session-cache.ts';

/**
 * A request with the one session cookie that counts, where others of its name came along: a neighbouring host may set
 * them for the domain that it shares with us. The first that opens a session here is ours; the others are as if they
 * had not come, and nothing they bring about reaches the browser.
 */
export async function withOwnSession(
	{ origin, auth }: { origin: string; auth: () => Auth },
	request: RequestFacts,
): Promise<RequestFacts> {
	const name = sessionCookieName(origin);
	const values = cookieValues(request.cookie, name);
	if (values.length < 2) return request;
	const others = request.cookie.split(/; */).filter((pair) => !pair.startsWith(`${name}=`));
	const having = (value: string): RequestFacts => ({
		...{ ip: request.ip, userAgent: request.userAgent },
		cookie: [...others, `${name}=${value}`].join('; '),
		setCookie: (line) => request.setCookie(line),
	});
	for (const value of values) {
		const headers = authHeaders(having(value), origin);
		if (await auth().api.getSession({ headers, query: { disableRefresh: true } }))
			return having(value);
	}
	return having(values[0] ?? '');
}

/** The person whose session cookie came with a request to a community; null without a valid one. */
export async function authenticate(
	services: Services,
	community: CommunityIdentity,
	db: CommunityDb,
	request: RequestFacts,
): Promise<SignedIn | null> {
	const [cookie] = cookieValues(request.cookie, sessionCookieName(community.origin));
	if (!cookie) return null;
	const known = services.sessions.get(community.id, cookie, services.clock.now());
	if (known) return known;
	const auth = services.realms.community(community);
	const found = await readSession(auth, community.origin, request);
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
	const { factor, shownFor } = session;
	return member && { ...member, hasSecondFactor: factor !== null, ...(shownFor && { shownFor }) };
}

/** The staff person whose session cookie came with a request to the platform; null without a valid one. */
export async function authenticateStaff(
	services: Services,
	request: RequestFacts,
): Promise<{ staff: Staff; session: SessionFacts } | null> {
	const { platformOrigin: origin } = services;
	if (cookieValues(request.cookie, sessionCookieName(origin)).length === 0) return null;
	const found = await readSession(services.realms.platform(), origin, request);
	if (!found) return null;
	const session = factsOf(found.session);
	const { factor, shownFor } = session;
	const staff = await withOrganizations(services, found.user, factor !== null);
	return { staff: { ...staff, ...(shownFor && { shownFor }) }, session };
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

async function readSession(auth: Auth, origin: string, request: RequestFacts) {
	const { headers, response } = await auth.api.getSession({
		headers: authHeaders(request, origin),
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
	shownFor?: string | null | undefined;
};

function factsOf({ id, createdAt, provedAt, factor, shownFor }: SessionRow): SessionFacts {
	const proof = { id, provedAt: provedAt ?? createdAt };
	if (!factor) return { ...proof, factor: null };
	return { ...proof, factor: factor as Factor, shownFor: shownFor?.split(' ') ?? [] };
}
