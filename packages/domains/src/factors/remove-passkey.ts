import { NotFoundError } from '@kith/kernel/errors';
import { forgetSessions, inRealm, realmOf, selfOf, type RealmContext } from '../realm.ts';
import { deletePasskeyOf } from './factors.queries.ts';
import type { RemovePasskey } from './factors.schema.ts';
import { requireFresh } from './fresh.ts';
import { tellOwner } from './notices.ts';
import { settleWithout } from './own-methods.ts';

/** Takes one of one's own passkeys away: it signs nobody in any more. */
// authorize: one's own passkeys only, proved just now.
export async function removePasskey(
	ctx: RealmContext,
	{ passkeyId }: RemovePasskey,
): Promise<void> {
	const self = selfOf(ctx);
	requireFresh(ctx, self);
	const { userId } = self;
	await inRealm(ctx, async (db) => {
		const gone = await deletePasskeyOf(db, userId, passkeyId).executeTakeFirst();
		if (!gone) throw new NotFoundError('factors.passkey_not_found');
		await settleWithout(db, { userId, host: realmOf(ctx).host });
	});
	await forgetSessions(ctx, userId);
	await tellOwner(ctx, userId, 'passkey-removed');
}
