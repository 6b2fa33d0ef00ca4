import type { GivenGift } from '@kith/domains/gifts/schema';
import { m } from '#lib/paraglide/messages.js';
import { dayInWords } from '#lib/shell/day-in-words.ts';

/** Where a gift that one gave stands. */
export function giftStateInWords(gift: GivenGift, timeZone: string): string {
	const { state, email, sendAt, sentAt } = gift;
	if (state === 'redeemed') return m.gift_is_redeemed();
	if (state === 'expired') return m.gift_is_expired();
	if (state !== 'open') return m.gift_is_gone();
	if (email === null) return m.gift_is_open();
	if (sentAt) return m.gift_is_sent({ email, date: dayInWords(sentAt, timeZone) });
	return m.gift_is_planned({ email, date: sendAt ? dayInWords(sendAt, timeZone) : '' });
}
