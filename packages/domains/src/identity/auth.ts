import { createAuthEndpoint } from '@better-auth/core/api';
import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { setSessionCookie } from 'better-auth/cookies';
import { emailOTP } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import * as z from 'zod';
import { cookieValues } from '@kith/kernel/cookies';
import { newId } from '@kith/kernel/ids';
import { sign } from '@kith/kernel/seal';
import type { RequestFacts } from '../context.ts';
import { vouching } from './vouching.ts';

/** One place where people prove who they are: the platform for staff, each community for its members. */
export type RealmOptions = {
	/** Handle on the schema that holds the realm's `auth_*` tables. */
	db: Kysely<never>;
	secret: string;
	/** Origin the realm's cookies belong to, such as `https://acme.kith.example`. */
	origin: string;
};

export const CODE_MINUTES = 10;
export const SESSION_DAYS = 30;

// OWASP's password storage cheat sheet, argon2id: 19 MiB, two passes, one lane.
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a password as sign-in checks it. */
export function hashPassword(password: string): Promise<string> {
	return hash(password, ARGON2);
}

/** Whether a password is the one that was hashed. Takes as long for `NOBODYS_HASH`, which no password has. */
export function isPassword(stored: string, password: string): Promise<boolean> {
	return verify(stored, password);
}

/** The hash of random bytes that nobody kept, with the same settings: compared where there is no password. */
export const NOBODYS_HASH =
	'$argon2id$v=19$m=19456,t=2,p=1$u3VOcaa/ZO0L4JnJlUw25Q$RJ5XR+ELi9NnLgnbID2J0tUbWDgGQqQZvipqEymsU1w';

/** The session cookie's name: bound to one host by its prefix wherever the connection is encrypted. */
export function sessionCookieName(origin: string): string {
	return origin.startsWith('https:') ? '__Host-kith' : 'kith';
}

/** The headers that the library reads; nothing else of a request reaches it, and of its cookies the session's alone. */
export function authHeaders(request: RequestFacts, origin: string): Headers {
	const name = sessionCookieName(origin);
	const [value] = cookieValues(request.cookie, name);
	return new Headers({
		cookie: value === undefined ? '' : `${name}=${value}`,
		'user-agent': request.userAgent,
		'x-kith-ip': request.ip,
	});
}

/** Under which name is kept by what a session was opened. */
export const markName = (sessionId: string) => `sso-session:${sessionId}`;
/** A session that is used goes on; what it was opened by is known as long. */
const MARK_DAYS = 366;

/**
 * A session for someone the platform has vouched for (staff entering their own community). Server-only:
 * it has no path, so no request reaches it.
 */
const entry = {
	id: 'kith-entry',
	endpoints: {
		enterAs: createAuthEndpoint.serverOnly(
			{
				method: 'POST',
				body: z.object({
					userId: z.uuid(),
					factor: z.string().nullish(),
					/** What its holder could do that is dangerous when they showed it, apart by blanks. */
					shownFor: z.string().nullish(),
					/** When this person last showed a proof; now, without it. */
					provedAt: z.date().nullish(),
					openedBy: z.string().optional(),
					instead: z.string().optional(),
				}),
			},
			async (ctx) => {
				const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
				if (!user) throw new Error('entry for an unknown person');
				const { factor = null, provedAt = null, shownFor = null } = ctx.body;
				const session = await ctx.context.internalAdapter.createSession(user.id, false, {
					...{ factor, provedAt, shownFor },
				});
				await setSessionCookie(ctx, { session, user });
				const { openedBy, instead } = ctx.body;
				const { internalAdapter } = ctx.context;
				const kept = instead && (await internalAdapter.findVerificationValue(markName(instead)));
				const value = openedBy ?? (kept ? kept.value : null);
				const expiresAt = new Date(session.expiresAt.getTime() + MARK_DAYS * 86_400_000);
				if (value)
					await internalAdapter.createVerificationValue({
						...{ identifier: markName(session.id), value, expiresAt },
					});
				return ctx.json({ userId: user.id });
			},
		),
	},
} as const;

/** The library that keeps credentials and sessions, bound to one realm. It never makes members. */
export function createAuth({ db, secret, origin }: RealmOptions) {
	const secure = origin.startsWith('https:');
	return betterAuth({
		secret,
		baseURL: origin,
		basePath: '/api/auth',
		trustedOrigins: [origin],
		database: { db, type: 'postgres' },
		user: { modelName: 'authUsers' },
		session: {
			modelName: 'authSessions',
			expiresIn: SESSION_DAYS * 86_400,
			updateAge: 86_400,
			cookieCache: { enabled: false },
			additionalFields: {
				provedAt: { type: 'date', required: false, input: false },
				factor: { type: 'string', required: false, input: false },
				shownFor: { type: 'string', required: false, input: false },
			},
		},
		account: { modelName: 'authAccounts' },
		verification: { modelName: 'authVerifications' },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: 10,
			maxPasswordLength: 200,
			password: {
				hash: hashPassword,
				verify: ({ hash: stored, password }) => isPassword(stored, password),
			},
		},
		plugins: [
			emailOTP({
				otpLength: 6,
				expiresIn: CODE_MINUTES * 60,
				allowedAttempts: 5,
				// Six digits under a plain hash are found by trying a million of them: a copy of the database would do.
				storeOTP: { hash: async (code) => sign(secret, 'kept sign-in code', `${origin} ${code}`) },
				// Codes are sent by our own job, see `request-code.ts`; the library only makes and checks them.
				sendVerificationOTP: async () => {},
			}),
			entry,
			vouching,
		],
		advanced: {
			useSecureCookies: false,
			cookies: {
				session_token: { name: sessionCookieName(origin), attributes: { secure, path: '/' } },
			},
			// The library would read the catalogue of the whole database before a realm's first sign-in: a second with a
			// hundred communities, and more with each. Our tests compare the tables instead.
			database: { generateId: () => newId(), validateSchema: false },
			ipAddress: { disableIpTracking: false, ipAddressHeaders: ['x-kith-ip'] },
		},
		rateLimit: { enabled: false },
		telemetry: { enabled: false },
		logger: { disabled: true },
	});
}

export type Auth = ReturnType<typeof createAuth>;
