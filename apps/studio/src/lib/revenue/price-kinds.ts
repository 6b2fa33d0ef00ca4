import { m } from '#lib/paraglide/messages.js';
import type { PriceKind } from './price-draft.ts';

/** What each way to pay is called, and a sentence on it. */
export const PRICE_KIND_WORDS: Readonly<
	Record<PriceKind, { title: () => string; body: () => string }>
> = {
	recurring: { title: m.prices_recurring, body: m.prices_recurring_body },
	lifetime: { title: m.prices_lifetime, body: m.prices_lifetime_body },
	pass: { title: m.prices_pass, body: m.prices_pass_body },
	instalments: { title: m.prices_instalments, body: m.prices_instalments_body },
	gift: { title: m.prices_gift, body: m.prices_gift_body },
	group: { title: m.prices_group, body: m.prices_group_body },
	open: { title: m.prices_open, body: m.prices_open_body },
};
