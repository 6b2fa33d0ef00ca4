import { InvalidError } from '@kith/kernel/errors';
import { hashToken } from '@kith/kernel/ids';
import type { CommunityContext, PlatformContext, RequestFacts, Services } from '../context.ts';
import { ensureMember, readStanding } from '../members/index.ts';
import { authHeaders } from './authenticate.ts';
import type { Auth } from './auth.ts';
import type { SignInResult, SignInWithCode, SignInWithPassword } from './identity.schema.ts';

/**
 * Signs in by one-time code, makes the member row as the access rules allow, and sets the session cookie.
 * Throws `identity.bad_code` for a wrong, used or late code, whoever the address belongs to.
 */
// authorize: the code is the proof; whoever holds it may sign in.
export async function signInWithCode(
	ctx: CommunityContext,
	{ email, code, name, invitation }: SignInWithCode,
): Promise<SignInResult> {
	const { services, community, request, snapshot } = ctx;
	const auth = services.realms.community(community);
	const user = await redeem(services, community.id, auth, request, { email, code, name });
	const before = await readStanding(ctx.db, user.id);
	const member = await ensureMember(
		{ services, community, snapshot },
		{ userId: user.id, email: user.email, name: name ?? user.name },
		invitation ? hashToken(invitation) : null,
	);
	return { standing: standingOf(member?.status), isNew: before === null && member !== null };
}

/** Signs in by password. Throws `identity.bad_password` for an unknown address, no password, or a wrong one. */
// authorize: the password is the proof.
export async function signInWithPassword(
	ctx: CommunityContext,
	{ email, password }: SignInWithPassword,
): Promise<SignInResult> {
	const { services, community, request } = ctx;
	const auth = services.realms.community(community);
	const user = await checkPassword(services, community.id, auth, request, { email, password });
	const member = await readStanding(ctx.db, user.id);
	return { standing: standingOf(member?.status), isNew: false };
}

/** Signs staff in by one-time code; the first time makes their login. */
// authorize: the code is the proof.
export async function signInStaffWithCode(
	ctx: PlatformContext,
	{ email, code, name }: SignInWithCode,
): Promise<void> {
	const auth = ctx.services.realms.platform();
	await redeem(ctx.services, 'platform', auth, ctx.request, { email, code, name });
}

/** Signs staff in by password. */
// authorize: the password is the proof.
export async function signInStaffWithPassword(
	ctx: PlatformContext,
	input: SignInWithPassword,
): Promise<void> {
	const auth = ctx.services.realms.platform();
	await checkPassword(ctx.services, 'platform', auth, ctx.request, input);
}

type Redeemed = { email: string; code: string; name?: string | undefined };

async function redeem(
	services: Services,
	realm: string,
	auth: Auth,
	request: RequestFacts,
	{ email, code, name }: Redeemed,
) {
	await takeAttempt(services, realm, email, request.ip);
	const answer = await auth.api
		.signInEmailOTP({
			body: { email, otp: code, name: name ?? '' },
			headers: authHeaders(request),
			returnHeaders: true,
		})
		.catch((cause: unknown) => refuse(cause, 'identity.bad_code'));
	for (const line of answer.headers.getSetCookie()) request.setCookie(line);
	return answer.response.user;
}

async function checkPassword(
	services: Services,
	realm: string,
	auth: Auth,
	request: RequestFacts,
	body: SignInWithPassword,
) {
	await takeAttempt(services, realm, body.email, request.ip);
	const answer = await auth.api
		.signInEmail({ body, headers: authHeaders(request), returnHeaders: true })
		.catch((cause: unknown) => refuse(cause, 'identity.bad_password'));
	for (const line of answer.headers.getSetCookie()) request.setCookie(line);
	return answer.response.user;
}

async function takeAttempt(services: Services, realm: string, email: string, ip: string) {
	await services.limiter.take(`sign-in ${realm} ${email}`, 10, 900);
	await services.limiter.take(`sign-in ${realm} ${ip}`, 100, 3600);
}

function refuse(cause: unknown, code: string): never {
	const expected = cause instanceof Error && cause.name === 'APIError' && 'statusCode' in cause;
	if (expected && Number(cause.statusCode) < 500) throw new InvalidError(code, {}, { cause });
	throw cause;
}

function standingOf(status: string | undefined): SignInResult['standing'] {
	if (status === 'active') return 'member';
	return status === 'pending' || status === 'suspended' ? status : 'not_invited';
}
