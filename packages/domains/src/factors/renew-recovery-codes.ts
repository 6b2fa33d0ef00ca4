import { ConflictError } from '@kith/kernel/errors';
import { inRealm, realmOf, selfOf, type RealmContext } from '../realm.ts';
import type { NewCodes } from './factors.schema.ts';
import { requireFresh } from './fresh.ts';
import { giveRecoveryCodes } from './give-recovery-codes.ts';
import { tellOwner } from './notices.ts';
import { hasAny, methodsFor } from './own-methods.ts';

/** New recovery codes; those from before are worth nothing. Throws `factors.none` for who has nothing to recover. */
// authorize: one's own account, proved just now.
export async function renewRecoveryCodes(ctx: RealmContext): Promise<NewCodes> {
	const self = selfOf(ctx);
	requireFresh(ctx, self);
	if (!hasAny(await methodsFor(realmOf(ctx), self.userId))) throw new ConflictError('factors.none');
	const recoveryCodes = await inRealm(ctx, (db) => giveRecoveryCodes(ctx, db, self.userId));
	await tellOwner(ctx, self.userId, 'codes-renewed');
	return { recoveryCodes };
}
