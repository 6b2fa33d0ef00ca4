import { createRoot, platformOf } from '@kith/db/handles';
import { replayEvents } from '@kith/domains/inbox';
import { systemClock } from '@kith/kernel/clock';
import { Refusal, type Call, type Command } from './command.ts';
import { withOwner } from './database.ts';

/** Has kept events handled anew. */
export const replayInbox: Command = {
	usage: 'inbox replay <vendor> [<event id>] [--waiting] [--since DATE] [--limit N]',
	summary:
		'Has events of a vendor handled again: one of them, those that wait, or all since a day.',
	details: [
		'Handlers are idempotent: an event whose effect took place does not repeat it.',
		'--waiting      those that were not handled yet',
		'--since DATE   those that came from this day on, such as 2026-03-01, handled or not',
		'--limit N      at most, oldest first (default 1000)',
	],
	options: {
		waiting: { type: 'boolean' },
		since: { type: 'string' },
		limit: { type: 'string' },
	},
	takes: { least: 1, most: 2 },
	run: (call) =>
		withOwner(call, async (owner) => {
			const platform = platformOf(createRoot(owner));
			const events = await replayEvents({ platform, clock: systemClock }, choiceOf(call));
			if (events.length === 0)
				throw new Refusal('No such event. See: npm run ops -- inbox list --all');
			call.say(`${events.length} events will be handled again`);
		}),
};

function choiceOf(call: Call) {
	const [vendor = '', eventId] = call.positionals;
	const since = call.text('since');
	const ways = [eventId !== undefined, call.flag('waiting'), since !== undefined];
	if (ways.filter(Boolean).length !== 1)
		throw new Refusal('Name one event, or say --waiting, or --since <date>.');
	if (
		since !== undefined &&
		(!/^\d{4}-\d{2}-\d{2}$/.test(since) || Number.isNaN(Date.parse(since)))
	)
		throw new Refusal(`"${since}" is no day. Write it as 2026-03-01.`);
	return {
		...{ vendor, isWaiting: call.flag('waiting'), limit: call.count('limit') ?? 1000 },
		...(eventId !== undefined && { eventId }),
		...(since !== undefined && { since: new Date(since) }),
	};
}
