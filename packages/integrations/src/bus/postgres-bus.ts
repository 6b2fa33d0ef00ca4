import pg from 'pg';
import { UnavailableError } from '@kith/kernel/errors';
import type { Logger } from '@kith/kernel/logger';
import { decodeMessage, encodeMessage, type Bus, type BusMessage } from './bus.ts';
import { Listeners } from './listeners.ts';
import { Listening } from './listening.ts';

export type PostgresBusOptions = {
	/** A direct connection: LISTEN does not survive a pooler in transaction mode. */
	connectionString: string;
	logger: Pick<Logger, 'error' | 'warn' | 'info'>;
};

const CHANNEL = 'kith_bus';

/**
 * A bus over LISTEN/NOTIFY, three connections at most. Resolves once it listens, throws `bus.unavailable` when the
 * database cannot be reached at the start; a later loss is repaired by itself and told through `onReconnect`.
 */
export async function createPostgresBus(options: PostgresBusOptions): Promise<Bus> {
	const { connectionString, logger } = options;
	const messages = new Listeners<[BusMessage]>(logger);
	const reconnects = new Listeners<[]>(logger);
	const listening = new Listening({
		connectionString,
		channel: CHANNEL,
		logger,
		onReconnect: () => reconnects.tell(),
		onPayload(payload) {
			const message = decodeMessage(payload);
			if (message === null) logger.warn({}, 'the bus dropped a message of unknown form');
			else messages.tell(message);
		},
	});
	await listening.start().catch((cause: unknown) => {
		throw new UnavailableError('bus.unavailable', {}, { cause });
	});
	const sender = createSender(options);
	let closing: Promise<void> | null = null;
	return {
		async publish(message) {
			const text = encodeMessage(message);
			if (closing !== null) throw new UnavailableError('bus.unavailable');
			await sender.query('select pg_notify($1, $2)', [CHANNEL, text]).catch((cause: unknown) => {
				throw new UnavailableError('bus.unavailable', {}, { cause });
			});
		},
		subscribe: (listener) => messages.add(listener),
		onReconnect: (listener) => reconnects.add(listener),
		close() {
			messages.clear();
			reconnects.clear();
			return (closing ??= Promise.all([listening.stop(), sender.end()]).then(() => undefined));
		},
	};
}

function createSender({ connectionString, logger }: PostgresBusOptions): pg.Pool {
	const pool = new pg.Pool({
		connectionString,
		application_name: 'kith bus sender',
		max: 2,
		connectionTimeoutMillis: 5_000,
		query_timeout: 5_000,
		keepAlive: true,
	});
	pool.on('error', (error) => logger.warn({ reason: error.message }, 'an idle bus sender was cut'));
	return pool;
}
