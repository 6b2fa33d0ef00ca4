import type { GiftState } from '@kith/domains/gifts/schema';
import { m } from '#lib/paraglide/messages.js';

type Words = {
	label: () => string;
	tab: () => string;
	tone: 'neutral' | 'success' | 'warning' | 'danger';
};

/** How a gift stands, beside it and above the list of all that stand so. */
export const GIFT_STATE_WORDS: Readonly<Record<GiftState, Words>> = {
	pending: { label: m.gifts_pending, tab: m.gifts_pending, tone: 'neutral' },
	open: { label: m.gifts_open, tab: m.gifts_open, tone: 'warning' },
	redeemed: { label: m.gifts_redeemed, tab: m.gifts_redeemed, tone: 'success' },
	expired: { label: m.gifts_expired, tab: m.gifts_expired, tone: 'neutral' },
	gone: { label: m.gifts_gone, tab: m.gifts_gone, tone: 'danger' },
};
