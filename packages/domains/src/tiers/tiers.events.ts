import * as z from 'zod';
import { TierRef, TierStatus } from './tiers.schema.ts';

const Priced = TierRef.extend({ priceId: z.uuid() });

export const tiersEvents = {
	'tiers.created': { live: false, payload: TierRef },
	'tiers.changed': { live: false, payload: TierRef },
	'tiers.status_changed': { live: false, payload: TierRef.extend({ status: TierStatus }) },
	'tiers.price_added': { live: false, payload: Priced },
	'tiers.price_archived': { live: false, payload: Priced },
} as const;
