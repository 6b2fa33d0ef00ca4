import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import { seal, unseal } from '@kith/kernel/seal';
import { realmOf, selfOf, type RealmContext, type Self } from '../realm.ts';
import { keepTotpSecret, safeguardsOf } from './factors.queries.ts';
import type { TotpSetup } from './factors.schema.ts';
import { requireFresh } from './fresh.ts';
import { qrPath } from './qr-path.ts';
import { newTotpSecret, totpUri } from './totp.ts';

export const TOTP_SEAL = 'authenticator app';

/** Makes a secret for an app; it counts for nothing until a code of it is typed (`confirm-totp.ts`). */
// authorize: one's own account, proved just now.
export async function startTotp(ctx: RealmContext): Promise<void> {
	const self = selfOf(ctx);
	requireFresh(ctx, self);
	const sealed = seal(ctx.services.secret, TOTP_SEAL, newTotpSecret());
	const kept = await keepTotpSecret(realmOf(ctx).db, self.userId, sealed).executeTakeFirst();
	if (!kept) throw new ConflictError('factors.app_is_on');
}

/** What the app needs to know of the secret that waits for its first code. */
// authorize: one's own account, proved just now.
export async function readTotpSetup(ctx: RealmContext): Promise<TotpSetup> {
	const self = selfOf(ctx);
	requireFresh(ctx, self);
	const row = await safeguardsOf(realmOf(ctx).db, self.userId).executeTakeFirst();
	if (!row?.totpSecret || row.totpConfirmedAt) throw new NotFoundError('factors.setup_not_found');
	return setupOf(ctx, self, unseal(ctx.services.secret, TOTP_SEAL, row.totpSecret));
}

function setupOf(ctx: RealmContext, { email }: Self, secret: string): TotpSetup {
	const uri = totpUri(secret, { place: realmOf(ctx).name, email });
	return { secret, uri, picture: qrPath(uri) };
}
