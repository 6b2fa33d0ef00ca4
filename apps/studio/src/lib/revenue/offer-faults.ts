import { m } from '#lib/paraglide/messages.js';
import type { OfferFault } from './offer-draft.ts';

/** What is wrong with an offer as it was typed. */
export const OFFER_FAULT_WORDS: Readonly<Record<OfferFault, () => string>> = {
	name: m.offers_wrong_name,
	code: m.offers_wrong_code,
	percent: m.offers_wrong_percent,
	amount: m.offers_wrong_amount,
	trialDays: m.offers_wrong_days,
	months: m.offers_wrong_months,
	mostUses: m.offers_wrong_uses,
	lastDay: m.offers_wrong_day,
};
