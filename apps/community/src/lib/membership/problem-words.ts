import { m } from '#lib/paraglide/messages.js';
import { failureText } from '#lib/shell/failure-text.ts';

const BY_CODE: Readonly<Record<string, () => string>> = {
	'sales.not_offered': m.sale_not_offered,
	'sales.not_open': m.sale_not_open,
	'sales.already_yours': m.sale_already_yours,
	'sales.amount_needed': m.sale_amount_needed,
	'sales.card_declined': m.sale_card_declined,
	'sales.preview_old': m.sale_preview_old,
	'sales.not_running': m.sale_not_running,
	'sales.not_active': m.sale_not_running,
	'sales.not_found': m.sale_not_running,
	'sales.same_plan': m.sale_already_yours,
	'payments.unavailable': m.sale_unavailable,
	'payments.refused': m.sale_refused,
	'offers.unknown': m.offer_unknown,
	'offers.expired': m.offer_expired,
	'offers.used_up': m.offer_used_up,
	'offers.already_yours': m.offer_already_yours,
	'offers.already_tried': m.offer_already_tried,
	'offers.not_for_this': m.offer_not_for_this,
	'gifts.not_found': m.gift_unknown,
	'gifts.redeemed': m.gift_was_redeemed,
	'gifts.expired': m.gift_is_expired,
	'gifts.gone': m.gift_is_gone,
	'gifts.paying_already': m.gift_paying_already,
	'gifts.has_already': m.gift_has_already,
	'gifts.day_refused': m.gift_day_refused,
	'gifts.email_missing': m.gift_email_missing,
	'gifts.paid_already': m.gift_paid_already,
	'gifts.too_many': m.gift_too_many,
	'module.off': m.sale_not_offered,
};

/** What went wrong with a purchase, and what to do about it. */
export const problemText = (code: string): string =>
	(BY_CODE[code] ?? (() => failureText({ code, status: 0 })))();
