import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';
import { InvalidError, LimitReachedError } from '@kith/kernel/errors';
import { hashToken, newToken } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import type { StartSignIn } from './sso.schema.ts';
import { give, readGiven, takeBack, type SealedCookie } from '../sealed-cookie.ts';

const SECONDS = 600;

/** One try to sign in, as the browser that began it keeps it. */
const Attempt = z.strictObject({
	connectionId: z.uuid(),
	state: z.string(),
	nonce: z.string(),
	verifier: z.string(),
	next: z.string(),
	invitation: z.string().nullable(),
	/** Where the report of a test goes; null when somebody means to sign in. */
	test: z.string().nullable(),
	expiresAt: z.number(),
});
export type Attempt = z.infer<typeof Attempt>;

const COOKIE: SealedCookie<Attempt> = { name: 'kith-sso', schema: Attempt, seconds: SECONDS };

/** Begins a try and gives it to the browser; an unfinished one before it is forgotten. */
export function beginAttempt(
	ctx: CommunityContext,
	wish: Omit<StartSignIn, 'test'> & { test: string | null },
): Attempt {
	const attempt: Attempt = {
		...wish,
		...{ state: newToken(), nonce: newToken(), verifier: randomBytes(48).toString('base64url') },
		expiresAt: addSeconds(ctx.clock.now(), SECONDS).getTime(),
	};
	give(ctx, COOKIE, attempt);
	return attempt;
}

/**
 * The try that this browser began with this connection and that `state` names, once. Throws `sso.attempt_gone` for
 * one of another browser, community or connection, one that is over, and one that took longer than ten minutes.
 */
// authorize: the browser's own sealed cookie says so.
export async function endAttempt(
	ctx: CommunityContext,
	connectionId: string,
	state: string,
): Promise<Attempt> {
	const attempt = readGiven(ctx, COOKIE);
	const isOurs = attempt?.connectionId === connectionId && attempt.state === state;
	if (!attempt || !isOurs || attempt.expiresAt <= ctx.clock.now().getTime())
		throw new InvalidError('sso.attempt_gone');
	takeBack(ctx, COOKIE);
	await useOnce(ctx, `state ${state}`);
	return attempt;
}

/** Uses something up over all processes. Throws `sso.attempt_gone` from the second time on. */
// authorize: it only counts; whoever calls it has a proof in hand.
export async function useOnce(ctx: CommunityContext, what: string): Promise<void> {
	const key = `sso once ${ctx.community.id} ${hashToken(what)}`;
	// Longer than anything that is used once is worth something.
	await ctx.services.limiter.take(key, 1, 2 * SECONDS).catch((cause: unknown) => {
		if (!(cause instanceof LimitReachedError)) throw cause;
		throw new InvalidError('sso.attempt_gone', {}, { cause });
	});
}

/** What a SAML request of this try is called: XML names begin with no digit. */
export function requestIdOf(state: string): string {
	return `_${createHash('sha256').update(`saml ${state}`).digest('hex').slice(0, 40)}`;
}
