import type { Payout } from '@kith/domains/payments/schema';
import { m } from '#lib/paraglide/messages.js';

type Words = { label: () => string; tone: 'neutral' | 'info' | 'success' | 'danger' };

export const PAYOUT_STATES: Readonly<Record<Payout['state'], Words>> = {
	paid: { label: m.payouts_paid, tone: 'success' },
	pending: { label: m.payouts_pending, tone: 'info' },
	in_transit: { label: m.payouts_in_transit, tone: 'info' },
	canceled: { label: m.payouts_canceled, tone: 'neutral' },
	failed: { label: m.payouts_failed, tone: 'danger' },
};
