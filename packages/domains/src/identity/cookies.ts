import { cookieValues } from '@kith/kernel/cookies';
import type { RealmContext } from '../realm.ts';
import { realmOf } from '../realm.ts';

type Line = { name: 'kith-step' | 'kith-device'; value: string; seconds: number };

/** Sets a cookie of this host alone, out of reach of scripts. */
// authorize: called by verbs about the browser that asks.
export function setOwnCookie(ctx: RealmContext, { name, value, seconds }: Line): void {
	const { origin } = realmOf(ctx);
	const secure = origin.startsWith('https:') ? '; Secure' : '';
	ctx.request.setCookie(
		`${nameAt(origin, name)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`,
	);
}

/** What came under that name; the reader tells by what is in it which of them this host set. */
export function ownCookies(ctx: RealmContext, name: Line['name']): string[] {
	return cookieValues(ctx.request.cookie, nameAt(realmOf(ctx).origin, name));
}

/** Bound to one host by its prefix wherever the connection is encrypted. */
const nameAt = (origin: string, name: string) =>
	origin.startsWith('https:') ? `__Host-${name}` : name;
