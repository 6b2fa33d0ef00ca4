import type { Domain } from '../domain.ts';
import { affiliatesConsumers } from './affiliates.consumers.ts';
import { affiliatesPolicy } from './affiliates.policy.ts';
import { affiliatesRouter } from './affiliates.router.ts';

export { mergeAffiliates } from './merge-affiliates.ts';
export { referBuyer, referNewcomer } from './refer.ts';
export { saveProgramme } from './programme.ts';
export { inviteAffiliate } from './take-part.ts';
export { followLink } from './via.ts';
export { settleCommission } from './settle-commission.ts';

/** Who brings others, whom they brought, and what they have of it. */
export const affiliates = {
	router: affiliatesRouter,
	policy: affiliatesPolicy,
	consumers: affiliatesConsumers,
} as const satisfies Domain;
