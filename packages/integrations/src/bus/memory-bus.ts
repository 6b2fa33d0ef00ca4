import { UnavailableError } from '@kith/kernel/errors';
import type { Logger } from '@kith/kernel/logger';
import { decodeMessage, encodeMessage, type Bus, type BusMessage } from './bus.ts';
import { Listeners } from './listeners.ts';

/** A bus within one process. Messages take the wire form, so that what works here works between processes. */
export function createMemoryBus(options: { logger?: Pick<Logger, 'error'> } = {}): Bus {
	const listeners = new Listeners<[BusMessage]>(options.logger);
	let closed = false;
	return {
		async publish(message) {
			if (closed) throw new UnavailableError('bus.unavailable');
			const text = encodeMessage(message);
			queueMicrotask(() => {
				const received = decodeMessage(text);
				if (received !== null) listeners.tell(received);
			});
		},
		subscribe: (listener) => listeners.add(listener),
		onReconnect: () => () => undefined,
		async close() {
			closed = true;
			listeners.clear();
		},
	};
}
