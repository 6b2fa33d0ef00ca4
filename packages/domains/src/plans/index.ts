import type { Services } from '../context.ts';
import { PLANS, type PlanKey } from './plans.schema.ts';

/** The plan of an organization. */
// authorize: which plan it is is no secret to whoever acts in its communities.
export async function planOf(_services: Services, _organizationId: string): Promise<PlanKey> {
	return 'free';
}

export const feePercentOf = (plan: PlanKey): number => PLANS[plan].feePercent;
