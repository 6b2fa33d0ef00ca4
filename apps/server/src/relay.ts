import { relayEvents } from '@kith/db/outbox';
import { consumers } from '@kith/domains';
import { publishLive } from './live-hub.ts';
import type { Installation } from './services.ts';

const POLL_MS = 1000;

/** The names of what listens to an event of this type. */
function consumersOf(type: string): string[] {
	return [...consumers].filter(([, { on }]) => on.includes(type)).map(([name]) => name);
}

/**
 * Moves events from the outbox to the job queue and the live streams: at once when a process says that it wrote
 * one, and every second in case nobody could. Returns how to stop; stopping waits for the batch under way.
 */
export function startRelay({
	services,
	ownerDb,
}: Pick<Installation, 'services' | 'ownerDb'>): () => Promise<void> {
	let isWanted = true;
	let isStopped = false;
	let running: Promise<void> = Promise.resolve();
	let isRunning = false;
	const drain = async () => {
		while (isWanted && !isStopped) {
			isWanted = false;
			const events = await relayEvents(ownerDb, consumersOf);
			for (const event of events) await publishLive(services, event);
			if (events.length > 0) isWanted = true;
		}
	};
	const kick = () => {
		isWanted = true;
		if (isRunning || isStopped) return;
		isRunning = true;
		running = drain()
			.catch((error: unknown) =>
				services.logger.warn({ error: String(error) }, 'the relay will try again'),
			)
			.finally(() => {
				isRunning = false;
			});
	};
	const stopListening = services.bus.subscribe(({ topic }) => {
		if (topic === 'outbox.written') kick();
	});
	const timer = setInterval(kick, POLL_MS);
	kick();
	return async () => {
		isStopped = true;
		clearInterval(timer);
		stopListening();
		await running;
	};
}
