import type { DisputeState } from '@kith/domains/sales/disputes';
import { m } from '#lib/paraglide/messages.js';

type Words = {
	label: () => string;
	body: () => string;
	tone: 'info' | 'success' | 'warning' | 'danger';
};

export const DISPUTE_STATES: Readonly<Record<DisputeState, Words>> = {
	due: { label: m.dispute_state_due, body: m.dispute_state_due_body, tone: 'danger' },
	waiting: { label: m.dispute_state_waiting, body: m.dispute_state_waiting_body, tone: 'info' },
	won: { label: m.dispute_state_won, body: m.dispute_state_won_body, tone: 'success' },
	lost: { label: m.dispute_state_lost, body: m.dispute_state_lost_body, tone: 'warning' },
};
