import { hashToken, newToken } from '@kith/kernel/ids';
import { isSigned, sign } from '@kith/kernel/seal';
import { rememberDevice, tellOwner } from '../factors/index.ts';
import { realmOf, type RealmContext } from '../realm.ts';
import { ownCookies, setOwnCookie } from './cookies.ts';
import { deviceOf } from './device.schema.ts';

const KEPT_SECONDS = 400 * 86_400;
/** So many devices of one person are known; the one not seen for longest makes room. */
const MOST_DEVICES = 20;

/**
 * Remembers the device of a sign-in, and tells its owner of one that was not seen before; not of the very first.
 * A device is a browser that holds our cookie, and still the same browser by name.
 */
// authorize: called by verbs that have seen a proof.
export async function noteDevice(ctx: RealmContext, userId: string): Promise<void> {
	const realm = realmOf(ctx);
	const id = deviceIdOf(ctx) ?? newToken();
	const { browser, system } = deviceOf(ctx.request.userAgent);
	const hash = hashToken(`${id} ${browser} ${system}`);
	const { hadAny, wasKnown } = await rememberDevice(
		...([realm.db, userId, hash, MOST_DEVICES] as const),
	).executeTakeFirstOrThrow();
	const value = `${id}.${sign(ctx.services.secret, 'device', `${realm.id} ${id}`)}`;
	setOwnCookie(ctx, { name: 'kith-device', value, seconds: KEPT_SECONDS });
	if (hadAny && !wasKnown) await tellOwner(ctx, userId, 'new-device');
}

/** The device that somebody signed in on here before; null for any other, and for a cookie that is not ours. */
export function deviceIdOf(ctx: RealmContext): string | null {
	for (const value of ownCookies(ctx, 'kith-device')) {
		const [id = '', signature = ''] = value.split('.');
		const text = `${realmOf(ctx).id} ${id}`;
		if (id !== '' && isSigned(ctx.services.secret, 'device', text, signature)) return id;
	}
	return null;
}
