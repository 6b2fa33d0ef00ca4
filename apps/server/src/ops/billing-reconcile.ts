import { reconcilePlans } from '@kith/domains/plans';
import type { Command } from './command.ts';
import { withInstallation } from './database.ts';

/** Compares every plan with Stripe, and says what differed. */
export const reconcileBilling: Command = {
	usage: 'billing reconcile',
	summary: 'Compares every plan with Stripe, repairs what differs, and says what it was.',
	details: ['The same that happens every night; what was found is kept for a year.'],
	run: (call) =>
		withInstallation(call, async ({ services }) => {
			const { checked, drifts } = await reconcilePlans(services);
			call.say(`${checked} organizations compared, ${drifts.length} differed`);
			for (const { organizationId, subscriptionId, fields } of drifts) {
				if (organizationId === null) call.say(`${subscriptionId}  belongs to nobody here`);
				for (const [field, { here, there }] of Object.entries(fields))
					call.say(`${organizationId}  ${field}: was ${here} here, is ${there}`);
			}
			return drifts.length === 0 ? 0 : 1;
		}),
};
