import type {
	MembershipRow,
	MembershipSource,
	MembershipStatus,
} from '@kith/domains/memberships/schema';
import { m } from '#lib/paraglide/messages.js';

export const MEMBERSHIP_STATES: Readonly<
	Record<
		MembershipStatus,
		{ label: () => string; tone: 'neutral' | 'info' | 'success' | 'warning' | 'danger' }
	>
> = {
	pending: { label: m.memberships_state_pending, tone: 'info' },
	trialing: { label: m.memberships_state_trialing, tone: 'info' },
	active: { label: m.memberships_state_active, tone: 'success' },
	past_due: { label: m.memberships_state_past_due, tone: 'warning' },
	paused: { label: m.memberships_state_paused, tone: 'neutral' },
	suspended: { label: m.memberships_state_suspended, tone: 'danger' },
	canceled: { label: m.memberships_state_canceled, tone: 'neutral' },
};

export const SOURCES: Readonly<Record<MembershipSource, () => string>> = {
	purchase: m.memberships_source_purchase,
	complimentary: m.memberships_source_complimentary,
	gift: m.memberships_source_gift,
	seat: m.memberships_source_seat,
};

/** What happens next to a membership and when, or when it was over. */
export function whenText(row: MembershipRow, day: (at: Date) => string): string {
	const { status, endedAt, trialEnd, cancelAt, endsAt, currentPeriodEnd } = row;
	if (status === 'canceled') return endedAt ? m.memberships_ended_on({ day: day(endedAt) }) : '';
	if (status === 'trialing' && trialEnd) return m.memberships_until({ day: day(trialEnd) });
	if (row.owedUntil && status === 'past_due')
		return m.memberships_until({ day: day(row.owedUntil) });
	if (status === 'suspended') return '';
	const end = cancelAt ?? endsAt;
	if (end) return m.memberships_ends_on({ day: day(end) });
	if (row.parts) return partsText(row.parts, day);
	if (currentPeriodEnd) {
		const due = { day: day(currentPeriodEnd) };
		return status === 'active' ? m.memberships_renews_on(due) : m.memberships_until(due);
	}
	return row.source === 'complimentary' ? m.memberships_endless() : '';
}

/** When the next instalment is due; nothing where none is to come. */
const partsText = (
	{ nextAt }: NonNullable<MembershipRow['parts']>,
	day: (at: Date) => string,
): string => (nextAt ? m.memberships_parts_next({ day: day(nextAt) }) : '');
