import { InvalidError, NotFoundError } from '@kith/kernel/errors';
import { unseal } from '@kith/kernel/seal';
import { inRealm, renewSession, selfOf, type RealmContext } from '../realm.ts';
import { confirmTotpSecret, safeguardsOf } from './factors.queries.ts';
import type { ConfirmTotp, NewCodes } from './factors.schema.ts';
import { requireFresh } from './fresh.ts';
import { giveRecoveryCodes } from './give-recovery-codes.ts';
import { tellOwner } from './notices.ts';
import { TOTP_SEAL } from './start-totp.ts';
import { takeFactorAttempt } from './take-attempt.ts';
import { totpStepOf } from './totp.ts';

/**
 * Turns the app on with a first code of it. Whoever has no recovery codes yet gets them; every other session of the
 * person ends, because none of them was proved by the app. Throws `factors.bad_code`.
 */
// authorize: one's own account, proved just now.
export async function confirmTotp(ctx: RealmContext, { code }: ConfirmTotp): Promise<NewCodes> {
	const self = selfOf(ctx);
	requireFresh(ctx, self);
	const { userId } = self;
	await takeFactorAttempt(ctx, userId);
	const now = ctx.clock.now();
	const recoveryCodes = await inRealm(ctx, async (db) => {
		const row = await safeguardsOf(db, userId).executeTakeFirst();
		if (!row?.totpSecret || row.totpConfirmedAt) throw new NotFoundError('factors.setup_not_found');
		const step = totpStepOf(unseal(ctx.services.secret, TOTP_SEAL, row.totpSecret), code, now);
		if (step === null) throw new InvalidError('factors.bad_code');
		const secret = row.totpSecret;
		const on = await confirmTotpSecret(db, { userId, secret, step, now }).executeTakeFirst();
		if (!on) throw new NotFoundError('factors.setup_not_found');
		return row.recoveryLeft > 0 ? null : giveRecoveryCodes(ctx, db, userId);
	});
	await renewSession(ctx, self, { shown: 'app', alone: true });
	await tellOwner(ctx, userId, 'app-added');
	return { recoveryCodes };
}
