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

/** What this host's cookie of that name holds; empty without one. */
export function ownCookie(ctx: RealmContext, name: Line['name']): string {
	const prefix = `${nameAt(realmOf(ctx).origin, name)}=`;
	const part = ctx.request.cookie.split(/; */).find((pair) => pair.startsWith(prefix));
	return part ? part.slice(prefix.length) : '';
}

/** Bound to one host by its prefix wherever the connection is encrypted. */
const nameAt = (origin: string, name: string) =>
	origin.startsWith('https:') ? `__Host-${name}` : name;
