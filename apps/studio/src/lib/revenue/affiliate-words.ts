import type {
	AffiliateRow,
	AffiliateStatus,
	CommissionRow,
	HoldReason,
	Sums,
} from '@kith/domains/affiliates/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { money } from './price-words.ts';

type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';
type Shown = { label: () => string; tone: Tone };

export const AFFILIATE_STATES: Readonly<Record<AffiliateStatus, Shown>> = {
	requested: { label: m.aff_state_requested, tone: 'info' },
	active: { label: m.aff_state_active, tone: 'success' },
	paused: { label: m.aff_state_paused, tone: 'warning' },
	refused: { label: m.aff_state_refused, tone: 'neutral' },
	left: { label: m.aff_state_left, tone: 'neutral' },
	merged: { label: m.aff_state_left, tone: 'neutral' },
};

export const REASONS: Readonly<Record<Exclude<HoldReason, ''>, () => string>> = {
	velocity: m.aff_why_velocity,
	same_email: m.aff_why_same_email,
	same_card: m.aff_why_same_card,
	merged: m.aff_why_merged,
	paused: m.aff_why_paused,
	cancelled: m.aff_why_cancelled,
	staff: m.aff_why_staff,
};

export const reasonText = (reason: HoldReason): string => (reason === '' ? '' : REASONS[reason]());

/** How a commission stands. */
export function commissionState(
	{ state, amount, reversed, paid, payableAt }: CommissionRow,
	now: Date,
): { label: string; tone: Tone } {
	if (state === 'refused') return { label: m.aff_c_refused(), tone: 'neutral' };
	if (state === 'held') return { label: m.aff_c_held(), tone: 'warning' };
	if (reversed === amount) return { label: m.aff_c_reversed(), tone: 'neutral' };
	if (paid > 0 && paid >= amount - reversed) return { label: m.aff_c_paid(), tone: 'success' };
	return payableAt > now
		? { label: m.aff_c_waiting(), tone: 'neutral' }
		: { label: m.aff_c_payable(), tone: 'info' };
}

export const percentText = (basisPoints: number): string =>
	new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 2 }).format(
		basisPoints / 10_000,
	);

/** One kind of sum in all currencies, such as "€12 · $3"; a dash for nothing. */
export const sumsText = (
	{ sums }: Pick<AffiliateRow, 'sums'>,
	key: Exclude<keyof Sums, 'currency'>,
): string =>
	sums
		.filter((one) => one[key] !== 0)
		.map((one) => money(one[key], one.currency))
		.join(' · ') || '–';

export const nameOf = ({ member, code }: Pick<AffiliateRow, 'member' | 'code'>): string =>
	member?.name ?? code;
