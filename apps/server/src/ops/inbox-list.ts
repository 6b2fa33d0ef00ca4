import { createRoot, platformOf } from '@kith/db/handles';
import { chosenEvents } from '@kith/domains/inbox';
import type { Command } from './command.ts';
import { withOwner } from './database.ts';

/** Shows what vendors told and nobody has dealt with yet. */
export const listInbox: Command = {
	usage: 'inbox list [--vendor V] [--all] [--limit N]',
	summary: 'Lists events of vendors that wait or failed, oldest first.',
	details: [
		'--vendor V   only of this vendor, such as resend',
		'--all        those that were handled too',
		'--limit N    at most (default 50). Bodies carry personal data and are not shown.',
	],
	options: { vendor: { type: 'string' }, all: { type: 'boolean' }, limit: { type: 'string' } },
	run: (call) =>
		withOwner(call, async (owner) => {
			const vendor = call.text('vendor');
			const events = await chosenEvents(platformOf(createRoot(owner)), {
				...(vendor !== undefined && { vendor }),
				...{ isWaiting: !call.flag('all'), limit: call.count('limit') ?? 50 },
			}).execute();
			if (events.length === 0) return call.say('no such events');
			for (const {
				vendor: from,
				eventId,
				type,
				receivedAt,
				handledAt,
				attempts,
				error,
			} of events) {
				const state = handledAt ? 'handled' : `${attempts} attempts${error ? `: ${error}` : ''}`;
				call.say(`${from}  ${eventId}  ${type}  ${receivedAt.toISOString()}  ${state}`);
			}
			call.say(
				'Mend the cause, then: npm run ops -- inbox replay <vendor> <event id> (or --waiting)',
			);
		}),
};
