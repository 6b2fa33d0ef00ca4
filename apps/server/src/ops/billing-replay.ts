import { replayEvents } from '@kith/domains/plans';
import { replaySales } from '@kith/domains/sales';
import { addSeconds } from '@kith/kernel/clock';
import { Refusal, type Command } from './command.ts';
import { withInstallation } from './database.ts';
import { findInstalled } from './find-installed.ts';

/** As long as Stripe keeps events. */
const MOST_DAYS = 30;

/** Takes in what Stripe told and never came. */
export const replayBilling: Command = {
	usage: 'billing replay [slug] [--days N]',
	summary: 'Asks Stripe for the events of the last days and takes in those that never came.',
	details: [
		'After an outage of ours: webhooks that Stripe gave up on are handled as if they had come, about plans and about the',
		'accounts of all communities. With an address only those about that community’s account.',
		'--days N   how far back (default 3, at most 30)',
	],
	options: { days: { type: 'string' } },
	takes: { least: 0, most: 1 },
	run: (call) =>
		withInstallation(call, async ({ services }) => {
			const days = call.count('days') ?? 3;
			if (days > MOST_DAYS) throw new Refusal(`Stripe keeps events for ${MOST_DAYS} days.`);
			const since = addSeconds(services.clock.now(), -days * 86_400);
			const [slug] = call.positionals;
			const community = slug === undefined ? null : await findInstalled(services, slug);
			const plans = community ? 0 : await replayEvents(services, since);
			const asked = community ? { since, communityId: community.id } : { since };
			call.say(`${plans + (await replaySales(services, asked))} events taken in that had not come`);
		}),
};
