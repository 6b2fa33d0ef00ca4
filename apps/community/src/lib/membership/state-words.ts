import type { OwnMembership } from '@kith/domains/memberships/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

type Told = Pick<
	OwnMembership,
	| ('status' | 'endsAt' | 'cancelAt' | 'currentPeriodEnd' | 'trialEnd' | 'endedAt' | 'price')
	| ('owedUntil' | 'parts')
>;
type Tone = 'neutral' | 'success' | 'info' | 'warning' | 'danger';

/** How a membership stands, in a word for a badge and a sentence with its day. */
export function stateInWords(
	told: Told,
	timeZone: string,
): { tone: Tone; badge: string; sentence: string } {
	const day = (at: Date | null) =>
		at ? new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone }).format(at) : '';
	const { status, endsAt, cancelAt, currentPeriodEnd, trialEnd, endedAt, price } = told;
	const { owedUntil, parts } = told;
	const end = cancelAt ?? endsAt;
	switch (status) {
		case 'trialing':
			return {
				...{ tone: 'info', badge: m.membership_trialing() },
				sentence: end
					? m.membership_ends_on({ date: day(end) })
					: m.membership_trial_until({ date: day(trialEnd) }),
			};
		case 'past_due':
			return {
				...{ tone: 'warning', badge: m.membership_past_due() },
				sentence: owedUntil
					? m.membership_owed_until({ date: day(owedUntil) })
					: m.membership_past_due_body(),
			};
		case 'suspended':
			return {
				...{ tone: 'danger', badge: m.membership_suspended() },
				sentence: m.membership_suspended_body(),
			};
		case 'paused':
			return {
				...{ tone: 'neutral', badge: m.membership_paused() },
				sentence: m.membership_paused_body(),
			};
		case 'pending':
			return {
				...{ tone: 'neutral', badge: m.membership_pending() },
				sentence: m.membership_pending_body(),
			};
		case 'canceled':
			return {
				...{ tone: 'neutral', badge: m.membership_over() },
				sentence: m.membership_ended_on({ date: day(endedAt ?? end) }),
			};
		default: {
			const renews = price?.every && currentPeriodEnd;
			return {
				...{ tone: end ? 'warning' : 'success', badge: m.membership_active() },
				sentence: end
					? m.membership_ends_on({ date: day(end) })
					: parts
						? partsInWords(parts, day)
						: renews
							? m.membership_renews_on({ date: day(currentPeriodEnd) })
							: m.membership_no_end(),
			};
		}
	}
}

type Parts = NonNullable<Told['parts']>;

function partsInWords({ paid, of, nextAt }: Parts, day: (at: Date) => string): string {
	if (nextAt) return m.membership_parts_next({ paid, of, date: day(nextAt) });
	return paid >= of ? m.membership_parts_done() : m.membership_parts_paid({ paid, of });
}
