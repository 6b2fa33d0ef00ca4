import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';
import { ForbiddenError } from '@kith/kernel/errors';
import { hashToken } from '@kith/kernel/ids';
import { sign } from '@kith/kernel/seal';
import { realmOf, type RealmContext } from '../realm.ts';
import { deviceIdOf } from './devices.ts';
import { DEFAULT_SIGN_IN, type ProofChallenge } from './identity.schema.ts';

/** More strangers than this asking for a code in the window look like an attack. */
const CALM = 60;
const CALM_DEVICE = 15;
const WINDOW_SECONDS = 600;
const CHALLENGE_SECONDS = 600;
/** Keys to be derived, each at `COST` rounds: around a second on a phone, and nothing to us. */
const [FEWEST, MOST] = [300, 900];
const COST = 1000;

const Solved = z.object({
	challenge: z.object({
		parameters: z.looseObject({
			nonce: z.string().max(100),
			data: z.object({ until: z.number() }),
		}),
		signature: z.string().max(200),
	}),
	solution: z.object({ counter: z.int(), derivedKey: z.string().max(200) }),
});

/** The work that this browser is asked for before a code is sent; null where none is. */
// authorize: anyone may ask to sign in.
export async function readProofChallenge(ctx: RealmContext): Promise<ProofChallenge | null> {
	if (!(await isAsked(ctx, 'read'))) return null;
	const challenge = await createChallenge({
		...{ algorithm: 'PBKDF2/SHA-256', cost: COST, counter: randomInt(MOST, FEWEST), deriveKey },
		...secretsOf(ctx),
		data: { until: addSeconds(ctx.clock.now(), CHALLENGE_SECONDS).getTime() },
	});
	return { ...challenge };
}

/**
 * Counts a wish for a code, and asks for work where there are too many of them. Throws `identity.proof_needed` without
 * it, for a wrong or late solution, and for one that was used before.
 */
// authorize: called for anyone who asks for a code.
export async function requireProof(ctx: RealmContext, proof: string | undefined): Promise<void> {
	if (!(await isAsked(ctx, 'count'))) return;
	if (!proof || !(await isWorkedOut(ctx, proof))) throw new ForbiddenError('identity.proof_needed');
}

/** A browser that somebody signed in with here before is asked only when it asks very often. */
async function isAsked(ctx: RealmContext, how: 'read' | 'count'): Promise<boolean> {
	const captcha = captchaOf(ctx);
	if (captcha === 'off') return false;
	const { limiter } = ctx.services;
	const device = deviceIdOf(ctx);
	const key = device ? `device ${hashToken(device)}` : `strangers ${realmOf(ctx).id}`;
	const wishes =
		how === 'count'
			? await limiter.count(key, WINDOW_SECONDS)
			: (await limiter.counted(key, WINDOW_SECONDS)) + 1;
	return device ? wishes > CALM_DEVICE : captcha === 'always' || wishes > CALM;
}

/** The platform asks as a community does that chose nothing else. */
const captchaOf = (ctx: RealmContext) =>
	('snapshot' in ctx ? ctx.snapshot.signIn : DEFAULT_SIGN_IN).captcha;

async function isWorkedOut(ctx: RealmContext, proof: string): Promise<boolean> {
	const solved = Solved.safeParse(parsed(proof));
	if (!solved.success) return false;
	const { challenge, solution } = solved.data;
	const { nonce, data } = challenge.parameters;
	if (data.until <= ctx.clock.now().getTime()) return false;
	const { verified } = await verifySolution({
		challenge: challenge as unknown as Parameters<typeof verifySolution>[0]['challenge'],
		...{ solution, deriveKey },
		...secretsOf(ctx),
	}).catch(() => ({ verified: false }));
	if (!verified) return false;
	return ctx.services.limiter
		.take(`proof ${hashToken(nonce)}`, 1, 2 * CHALLENGE_SECONDS)
		.then(() => true)
		.catch(() => false);
}

function secretsOf(ctx: RealmContext) {
	const secret = (purpose: string) => sign(ctx.services.secret, purpose, realmOf(ctx).id);
	return {
		hmacSignatureSecret: secret('proof of work'),
		hmacKeySignatureSecret: secret('proof of work key'),
	};
}

function parsed(proof: string): unknown {
	try {
		return JSON.parse(Buffer.from(proof, 'base64').toString());
	} catch {
		return null;
	}
}
