import type { Cookies } from '@sveltejs/kit';
import type { Viewer } from '@kith/domains/identity/schema';

const LATER = 'guidelines-later';

/** Whether a member who is asked to accept the guidelines wants to look around first, as long as the browser is open. */
export const isLater = (cookies: Cookies): boolean => cookies.get(LATER) !== undefined;

export const rememberLater = (cookies: Cookies): void =>
	cookies.set(LATER, '1', { path: '/', httpOnly: true, sameSite: 'lax' });

/** Where a member who owes a yes to the guidelines or the terms reads them, and goes on from to where they wanted. */
export function acceptFirst({ pathname, search }: URL, { owesGuidelines }: Viewer): string {
	const page = owesGuidelines ? '/welcome?step=guidelines&' : '/guidelines/terms?';
	return `${page}next=${encodeURIComponent(pathname + search)}`;
}
