import { realmOf, selfOf, type RealmContext } from '../realm.ts';
import { passkeysOf, passwordsOf, safeguardsOf } from './factors.queries.ts';
import type { OwnFactors } from './factors.schema.ts';
import { isFresh } from './fresh.ts';

/** How the acting person proves who they are. */
// authorize: one's own account only.
export async function readFactors(ctx: RealmContext): Promise<OwnFactors> {
	const self = selfOf(ctx);
	const { db, host } = realmOf(ctx);
	const safeguards = await safeguardsOf(db, self.userId).executeTakeFirst();
	const passkeys = await passkeysOf(db, self.userId).execute();
	const hasPassword = (await passwordsOf(db, self.userId).executeTakeFirst()) !== undefined;
	const since = safeguards?.totpConfirmedAt ?? null;
	return {
		hasPassword,
		app: since && { since },
		passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt, host: madeAt }) => ({
			...{ id, name, createdAt, lastUsedAt, isElsewhere: madeAt !== host },
		})),
		recoveryLeft: safeguards?.recoveryLeft ?? 0,
		...{ isFresh: isFresh(ctx, self), hasShown: self.session.factor !== null },
	};
}
