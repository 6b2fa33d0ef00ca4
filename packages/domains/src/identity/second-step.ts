import { addSeconds } from '@kith/kernel/clock';
import { InvalidError } from '@kith/kernel/errors';
import { seal, unseal } from '@kith/kernel/seal';
import * as z from 'zod';
import {
	checkFactorCode,
	checkPasskey,
	hasAny,
	methodsFor,
	passkeyChallengeFor,
} from '../factors/index.ts';
import {
	forgetSessions,
	openSession,
	realmOf,
	selfOf,
	type Factor,
	type RealmContext,
} from '../realm.ts';
import { ownCookies, setOwnCookie } from './cookies.ts';
import { noteDevice } from './devices.ts';
import { deleteSessionById } from './identity.queries.ts';
import type { SecondProof, SecondStep } from './identity.schema.ts';

const STEP_SECONDS = 600;

const Arriving = z.object({
	userId: z.string(),
	email: z.string(),
	name: z.string(),
	invitation: z.string().nullable(),
	/** What the session is marked with where somebody else vouched for them. */
	openedBy: z.string().optional(),
});
/** Somebody who has shown a first proof, with what they brought along. */
export type Arriving = z.infer<typeof Arriving>;

const Step = z.object({ ...Arriving.shape, until: z.number() });

/**
 * After a first proof: signs in, or, where the person has a second factor and `factor` says that none was shown yet,
 * lets this browser go on to be asked for it. Returns whether they are signed in.
 */
// authorize: called by verbs that have seen a proof.
export async function proceed(
	ctx: RealmContext,
	person: Arriving,
	factor: Factor | null,
): Promise<boolean> {
	const realm = realmOf(ctx);
	if (factor === null && hasAny(await methodsFor(realm, person.userId))) {
		const until = addSeconds(ctx.clock.now(), STEP_SECONDS).getTime();
		const value = seal(ctx.services.secret, purposeOf(ctx), JSON.stringify({ ...person, until }));
		setOwnCookie(ctx, { name: 'kith-step', value, seconds: STEP_SECONDS });
		return false;
	}
	await enter(ctx, person, factor);
	return true;
}

/** Who waits at the second step in this browser, and what they can answer with; null for nobody. */
// authorize: the sealed cookie says who waits.
export async function readSecondStep(ctx: RealmContext): Promise<SecondStep | null> {
	const person = stepOf(ctx);
	if (!person) return null;
	const { app, passkey, recovery } = await methodsFor(realmOf(ctx), person.userId);
	const options = passkey ? await passkeyChallengeFor(ctx, person.userId) : null;
	return { email: person.email, app, recovery, passkey: options };
}

/** Signs in whoever waits at the second step. Throws `identity.step_over`, `factors.bad_code`, `identity.bad_passkey`. */
// authorize: the second proof, after the first.
export async function passSecondStep(ctx: RealmContext, proof: SecondProof): Promise<Arriving> {
	const person = stepOf(ctx);
	if (!person) throw new InvalidError('identity.step_over');
	const { userId } = person;
	const factor = await shown(ctx, userId, proof);
	leaveSecondStep(ctx);
	await enter(ctx, person, factor);
	return person;
}

async function shown(
	ctx: RealmContext,
	userId: string,
	{ code, passkey = '' }: SecondProof,
): Promise<Factor> {
	if (code !== undefined) return checkFactorCode(ctx, userId, code);
	await checkPasskey(ctx, passkey, `step ${userId}`);
	return 'passkey';
}

/** Goes back to the door. */
// authorize: one's own browser.
export function leaveSecondStep(ctx: RealmContext): void {
	if (ownCookies(ctx, 'kith-step').length > 0)
		setOwnCookie(ctx, { name: 'kith-step', value: '', seconds: 0 });
}

async function enter(
	ctx: RealmContext,
	{ userId, openedBy }: Arriving,
	factor: Factor | null,
): Promise<void> {
	if (ctx.session) {
		await deleteSessionById(realmOf(ctx).db, ctx.session.id).execute();
		await forgetSessions(ctx, selfOf(ctx).userId);
	}
	await openSession(ctx, userId, factor, { openedBy });
	await noteDevice(ctx, userId);
}

function stepOf(ctx: RealmContext): Arriving | null {
	for (const sealed of ownCookies(ctx, 'kith-step'))
		try {
			const step = Step.parse(JSON.parse(unseal(ctx.services.secret, purposeOf(ctx), sealed)));
			const { until, ...person } = step;
			return until > ctx.clock.now().getTime() ? person : null;
		} catch {
			// Another's, or changed: the next may be ours.
		}
	return null;
}

const purposeOf = (ctx: RealmContext) => `second step ${realmOf(ctx).id}`;
