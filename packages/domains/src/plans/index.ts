import type { Services } from '../context.ts';
import type { Domain } from '../domain.ts';
import { countAllUsage } from './count-usage.ts';
import { handleBillingEvent } from './handle-billing-event.ts';
import { PLANS, type PlanKey } from './plans.schema.ts';
import { plansRouter } from './plans.router.ts';
import { reconcilePlans } from './reconcile-plans.ts';

export { endPlanOf } from './cancel-plan.ts';
export { payersOf } from './plans.queries.ts';
export { planOf } from './read-plan.ts';
export { reconcilePlans, replayEvents, type Drift, type Report } from './reconcile-plans.ts';

/** What stays with the platform of what members pay, in percent. */
export const feePercentOf = (plan: PlanKey): number => PLANS[plan].feePercent;

const reconcile = async (services: Services): Promise<void> =>
	void (await reconcilePlans(services));

export const plans = {
	platformRouter: plansRouter,
	jobs: {
		'reconcile-plans': { cron: '47 3 * * *', run: reconcile },
		'count-plan-usage': { cron: '23 2 * * *', run: (services) => countAllUsage(services) },
	},
	vendors: { stripe: handleBillingEvent },
} as const satisfies Domain;
