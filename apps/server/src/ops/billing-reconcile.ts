import { reconcilePlans, type Drift } from '@kith/domains/plans';
import { reconcileSales } from '@kith/domains/sales';
import type { Call, Command } from './command.ts';
import { withInstallation } from './database.ts';
import { findInstalled } from './find-installed.ts';

/** Compares what is paid for with Stripe, and says what differed: plans, and what members bought. */
export const reconcileBilling: Command = {
	usage: 'billing reconcile [slug]',
	summary:
		'Compares plans and memberships with Stripe, repairs what differs, and says what it was.',
	details: [
		'The same that happens every night; what was found of plans is kept for a year.',
		'With an address only what that community sells is compared.',
	],
	takes: { least: 0, most: 1 },
	run: (call) =>
		withInstallation(call, async ({ services }) => {
			const [slug] = call.positionals;
			const community = slug === undefined ? null : await findInstalled(services, slug);
			const drifts = community ? [] : await plans();
			const asked = community ? { communityId: community.id } : {};
			const { communities, checked, differed } = await reconcileSales(services, asked);
			call.say(
				`${checked} purchases of ${communities} communities compared, ${differed.length} differed`,
			);
			for (const { communityId, membershipId, fields } of differed)
				sayFields(call, `${communityId}  ${membershipId}`, fields);
			return drifts.length + differed.length === 0 ? 0 : 1;

			async function plans(): Promise<Drift[]> {
				const report = await reconcilePlans(services);
				call.say(`${report.checked} organizations compared, ${report.drifts.length} differed`);
				for (const { organizationId, subscriptionId, fields } of report.drifts) {
					if (organizationId === null) call.say(`${subscriptionId}  belongs to nobody here`);
					sayFields(call, `${organizationId}`, fields);
				}
				return report.drifts;
			}
		}),
};

function sayFields({ say }: Call, of: string, fields: Drift['fields']): void {
	for (const [field, { here, there }] of Object.entries(fields))
		say(`${of}  ${field}: was ${here} here, is ${there}`);
}
