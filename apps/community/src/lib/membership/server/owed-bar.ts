import type { RequestEvent } from '@sveltejs/kit';
import { buttonLook } from '@kith/ui/button-look';
import type { Owed } from '@kith/domains/sales/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { escaped } from '#lib/shell/server/head-tags.ts';

/** What was put away for this visit. */
export const LATER = 'owed-later';
export const keyOf = ({ membershipId, state }: Owed): string => `${membershipId}.${state}`;

/**
 * A page that says, before all it shows, what its reader owes and what becomes of it; without a script, as no other page
 * needs it. It is there again with the next visit.
 */
export async function owedIn(event: RequestEvent, body: string): Promise<string> {
	const { viewer, mayEnter, isPreview, viewedAs, api, face } = event.locals.request;
	const isTheirs = viewer?.standing === 'active' && mayEnter && !isPreview && viewedAs === null;
	// The page of one's memberships says it where it is put right.
	if (!isTheirs || event.url.pathname.startsWith('/settings/membership')) return body;
	const owed = await api.sales.owed().catch(() => null);
	if (!owed || event.cookies.get(LATER) === keyOf(owed)) return body;
	const timeZone = viewer.timeZone ?? face.localization.timeZone ?? 'UTC';
	const { pathname, search } = event.url;
	return body.replace(
		/<body[^<>]*>/,
		(tag) => tag + barOf(owed, { timeZone, back: pathname + search }),
	);
}

/** What stands on the page, and the two ways on from it. */
export function barOf(owed: Owed, { timeZone, back }: { timeZone: string; back: string }): string {
	const { membershipId, tier, until } = owed;
	const day =
		until && new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone }).format(until);
	const text = day ? m.owed_until({ tier, day }) : m.owed_read_only({ tier });
	const hidden = (name: string, value: string) =>
		`<input type="hidden" name="${name}" value="${escaped(value)}">`;
	const button = (look: 'primary' | 'ghost', label: string) =>
		`<button class="${buttonLook(look, 'sm').join(' ')}">${escaped(label)}</button>`;
	return `<aside class="owed-bar" aria-label="${escaped(m.owed_label())}"><p>${escaped(text)}</p>
		<form method="post" action="/membership/go">${hidden('membershipId', membershipId)}${button('primary', m.membership_card())}</form>
		<form method="post" action="/membership/later">${hidden('key', keyOf(owed))}${hidden('back', back)}${button('ghost', m.owed_later())}</form></aside>`;
}
