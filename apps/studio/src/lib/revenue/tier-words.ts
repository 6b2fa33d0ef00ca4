import type { TierStatus } from '@kith/domains/tiers/schema';
import { m } from '#lib/paraglide/messages.js';

export const TIER_STATES: Readonly<
	Record<TierStatus, { label: () => string; tone: 'neutral' | 'success' | 'warning' }>
> = {
	draft: { label: m.tiers_state_draft, tone: 'warning' },
	published: { label: m.tiers_state_published, tone: 'success' },
	archived: { label: m.tiers_state_archived, tone: 'neutral' },
};
