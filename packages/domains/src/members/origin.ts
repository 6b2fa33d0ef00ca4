import { isStorable } from '../storable.ts';
import { Origin } from './origin.schema.ts';

const COOKIE = 'origin';
const KEPT_SECONDS = 30 * 24 * 3600;
const LONGEST = { landing: 120, referrer: 100, source: 100, medium: 60, campaign: 60 } as const;

type Asked = {
	url: URL;
	/** The header, empty without one. */
	referer: string;
	/** The community's own address. */
	origin: string;
	now: Date;
};

/** What led here who asks for a page; null where nothing outside did. */
export function originOf({ url, referer, origin, now }: Asked): Origin | null {
	const part = (name: string, most: number) =>
		(url.searchParams.get(name) ?? '').trim().toLowerCase().slice(0, most);
	const host = URL.canParse(referer) ? new URL(referer).host : '';
	const from = {
		referrer: host === new URL(origin).host ? '' : host.slice(0, LONGEST.referrer),
		source: part('utm_source', LONGEST.source),
		medium: part('utm_medium', LONGEST.medium),
		campaign: part('utm_campaign', LONGEST.campaign),
	};
	if (!from.referrer && !from.source) return null;
	const landing = url.pathname.slice(0, LONGEST.landing);
	const checked = Origin.safeParse({ at: now.toISOString(), landing, ...from });
	return checked.success && isStorable(checked.data) ? checked.data : null;
}

/** What a browser brings back of it; null for none, and for what is no such thing. */
export function originIn(cookie: string): Origin | null {
	const kept = /(?:^|; )origin=([\w-]{1,2000})(?:;|$)/.exec(cookie)?.[1];
	if (!kept) return null;
	try {
		const told = Origin.safeParse(JSON.parse(Buffer.from(kept, 'base64url').toString('utf8')));
		return told.success && isStorable(told.data) ? told.data : null;
	} catch {
		return null;
	}
}

/** The line that has the browser keep it, or let go of it. */
export function originCookie(origin: Origin | null, isSecure: boolean): string {
	const value = origin ? Buffer.from(JSON.stringify(origin)).toString('base64url') : '';
	const secure = isSecure ? '; Secure' : '';
	return `${COOKIE}=${value}; Path=/; Max-Age=${origin ? KEPT_SECONDS : 0}; HttpOnly; SameSite=Lax${secure}`;
}
