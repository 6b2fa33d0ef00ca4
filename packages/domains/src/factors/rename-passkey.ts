import { NotFoundError } from '@kith/kernel/errors';
import { realmOf, selfOf, type RealmContext } from '../realm.ts';
import { renamePasskeyOf } from './factors.queries.ts';
import type { RenamePasskey } from './factors.schema.ts';

/** Calls one of one's own passkeys something else. */
// authorize: one's own passkeys only, by the WHERE.
export async function renamePasskey(
	ctx: RealmContext,
	{ passkeyId, name }: RenamePasskey,
): Promise<void> {
	const { userId } = selfOf(ctx);
	const { db } = realmOf(ctx);
	const renamed = await renamePasskeyOf(db, userId, passkeyId, name).executeTakeFirst();
	if (!renamed) throw new NotFoundError('factors.passkey_not_found');
}
