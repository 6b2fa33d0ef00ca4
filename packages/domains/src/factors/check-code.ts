import { InvalidError } from '@kith/kernel/errors';
import { unseal } from '@kith/kernel/seal';
import { realmOf, type Factor, type RealmContext } from '../realm.ts';
import { safeguardsOf, takeRecoveryHash, takeTotpStep } from './factors.queries.ts';
import { tellOwner } from './notices.ts';
import { recoveryHash } from './recovery-codes.ts';
import { TOTP_SEAL } from './start-totp.ts';
import { takeFactorAttempt } from './take-attempt.ts';
import { totpStepOf } from './totp.ts';

/**
 * Uses up a code of a person's app, or one of their recovery codes: each works once. Throws `factors.bad_code`, and
 * `limits.too_many` for who guesses.
 */
// authorize: the code is the proof.
export async function checkFactorCode(
	ctx: RealmContext,
	userId: string,
	code: string,
): Promise<Factor> {
	await takeFactorAttempt(ctx, userId);
	const digits = code.replaceAll(/[\s-]/g, '');
	const isOfApp = /^\d{6}$/.test(digits);
	const isRight = isOfApp
		? await useStep(ctx, userId, digits)
		: await useRecovery(ctx, userId, code);
	if (!isRight) throw new InvalidError('factors.bad_code');
	return isOfApp ? 'app' : 'recovery';
}

async function useStep(ctx: RealmContext, userId: string, code: string): Promise<boolean> {
	const { db } = realmOf(ctx);
	const row = await safeguardsOf(db, userId).executeTakeFirst();
	if (!row?.totpSecret || !row.totpConfirmedAt) return false;
	const secret = unseal(ctx.services.secret, TOTP_SEAL, row.totpSecret);
	const step = totpStepOf(secret, code, ctx.clock.now());
	if (step === null) return false;
	return (await takeTotpStep(db, userId, step).executeTakeFirst()) !== undefined;
}

async function useRecovery(ctx: RealmContext, userId: string, code: string): Promise<boolean> {
	const realm = realmOf(ctx);
	const hash = recoveryHash(ctx.services, realm, userId, code);
	if (!(await takeRecoveryHash(realm.db, userId, hash).executeTakeFirst())) return false;
	await tellOwner(ctx, userId, 'code-used');
	return true;
}
