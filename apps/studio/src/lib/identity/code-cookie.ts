import type { Cookies } from '@sveltejs/kit';
import * as z from 'zod';

const SIGNING_IN = 'signing-in';
/** Of who changes the address they sign in with. */
export const MOVING = 'moving';
const MINUTES = 15;

const Pending = z.object({ email: z.string().max(254), name: z.string().max(80) });
type Pending = z.infer<typeof Pending>;

/** Whom a code was sent to from this browser, so that a reload still asks for the code; null when to nobody. */
export function readPending(cookies: Cookies, cookie = SIGNING_IN): Pending | null {
	const parsed = Pending.safeParse(parse(cookies.get(cookie)));
	return parsed.success ? parsed.data : null;
}

/** Remembers for a quarter of an hour whom a code was sent to. */
export function rememberPending(
	cookies: Cookies,
	pending: Pending,
	{ isSecure, cookie = SIGNING_IN }: { isSecure: boolean; cookie?: string },
): void {
	cookies.set(cookie, JSON.stringify(pending), {
		path: '/',
		maxAge: MINUTES * 60,
		httpOnly: true,
		sameSite: 'lax',
		secure: isSecure,
	});
}

/** Forgets it: the code was used, or another address is wanted. */
export function forgetPending(cookies: Cookies, cookie = SIGNING_IN): void {
	if (cookies.get(cookie) !== undefined) cookies.delete(cookie, { path: '/' });
}

function parse(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return null;
	}
}
