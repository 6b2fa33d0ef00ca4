import { NotFoundError } from '@kith/kernel/errors';
import { forgetSessions, inRealm, realmOf, selfOf, type RealmContext } from '../realm.ts';
import { dropTotp } from './factors.queries.ts';
import { requireFresh } from './fresh.ts';
import { tellOwner } from './notices.ts';
import { settleWithout } from './own-methods.ts';

/** Turns the app off. */
// authorize: one's own account, proved just now.
export async function removeTotp(ctx: RealmContext): Promise<void> {
	const self = selfOf(ctx);
	requireFresh(ctx, self);
	const { userId } = self;
	await inRealm(ctx, async (db) => {
		const gone = await dropTotp(db, userId).executeTakeFirst();
		if (!gone) throw new NotFoundError('factors.app_not_found');
		await settleWithout(db, { userId, host: realmOf(ctx).host });
	});
	await forgetSessions(ctx, userId);
	await tellOwner(ctx, userId, 'app-removed');
}
