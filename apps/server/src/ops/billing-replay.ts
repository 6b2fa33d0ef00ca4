import { replayEvents } from '@kith/domains/plans';
import { addSeconds } from '@kith/kernel/clock';
import { Refusal, type Command } from './command.ts';
import { withInstallation } from './database.ts';

/** As long as Stripe keeps events. */
const MOST_DAYS = 30;

/** Takes in what Stripe told and never came. */
export const replayBilling: Command = {
	usage: 'billing replay [--days N]',
	summary: 'Asks Stripe for the events of the last days and takes in those that never came.',
	details: [
		'After an outage of ours: webhooks that Stripe gave up on are handled as if they had come.',
		'--days N   how far back (default 3, at most 30)',
	],
	options: { days: { type: 'string' } },
	run: (call) =>
		withInstallation(call, async ({ services }) => {
			const days = call.count('days') ?? 3;
			if (days > MOST_DAYS) throw new Refusal(`Stripe keeps events for ${MOST_DAYS} days.`);
			const since = addSeconds(services.clock.now(), -days * 86_400);
			const taken = await replayEvents(services, since);
			call.say(`${taken} events taken in that had not come`);
		}),
};
