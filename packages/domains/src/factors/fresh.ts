import { addSeconds } from '@kith/kernel/clock';
import { ForbiddenError } from '@kith/kernel/errors';
import type { RealmContext, Self } from '../realm.ts';

/** So long after a proof one may change how one proves who one is. */
export const FRESH_SECONDS = 600;

export function isFresh(ctx: RealmContext, { session }: Self): boolean {
	return addSeconds(session.provedAt, FRESH_SECONDS) > ctx.clock.now();
}

/** Throws `identity.confirm_first` unless this session was proved within the last ten minutes. */
export function requireFresh(ctx: RealmContext, self: Self): void {
	if (!isFresh(ctx, self)) throw new ForbiddenError('identity.confirm_first');
}
