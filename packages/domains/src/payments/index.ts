import type { Domain } from '../domain.ts';
import { handleAccountEvent } from './handle-account-event.ts';
import { paymentsEvents } from './payments.events.ts';
import { paymentsPermissions, paymentsPolicy } from './payments.policy.ts';
import { paymentsRouter } from './payments.router.ts';
import { reconcileAccounts, WIND_DOWN, windDown } from './wind-down.ts';

export { connectPayments } from './connect-payments.ts';
export { payeeOf, readPaymentsAgain } from './read-payments.ts';
export { communitiesPaid, communityPaidOn } from './communities-paid.ts';
export { endPaymentsOf } from './wind-down.ts';

export const payments = {
	router: paymentsRouter,
	policy: paymentsPolicy,
	permissions: paymentsPermissions,
	events: paymentsEvents,
	jobs: {
		[WIND_DOWN]: { run: windDown },
		'reconcile-accounts': { cron: '17 3 * * *', run: (services) => reconcileAccounts(services) },
	},
	vendors: { 'stripe-connect': handleAccountEvent },
} as const satisfies Domain;
