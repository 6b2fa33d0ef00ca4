import { randomInt } from 'node:crypto';
import pg from 'pg';
import type { Logger } from '@kith/kernel/logger';

export type ListeningOptions = {
	connectionString: string;
	channel: string;
	logger: Pick<Logger, 'warn' | 'info'>;
	onPayload: (payload: string | undefined) => void;
	onReconnect: () => void;
};

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
const ANSWER_WITHIN_MS = 5_000;
const HEARTBEAT_MS = 15_000;

/** One dedicated connection that LISTENs, watches its own pulse, and comes back for ever after a loss. */
export class Listening {
	readonly #options: ListeningOptions;
	#client: pg.Client | null = null;
	#timer: NodeJS.Timeout | undefined;
	#attempt = 0;
	#stopped = false;

	constructor(options: ListeningOptions) {
		this.#options = options;
	}

	/** Connects and LISTENs; throws when that fails, and then does not try again by itself. */
	async start(): Promise<void> {
		await this.#connect();
	}

	/** Ends the connection and every attempt to get it back. */
	async stop(): Promise<void> {
		this.#stopped = true;
		clearTimeout(this.#timer);
		const client = this.#client;
		this.#client = null;
		await client?.end().catch(() => undefined);
	}

	async #connect(): Promise<void> {
		const client = new pg.Client({
			connectionString: this.#options.connectionString,
			application_name: 'kith bus',
			connectionTimeoutMillis: ANSWER_WITHIN_MS,
			query_timeout: ANSWER_WITHIN_MS,
			keepAlive: true,
		});
		// Without this listener a lost connection would end the process.
		client.on('error', (error) => this.#lost(client, error.message));
		client.on('end', () => this.#lost(client, 'the connection ended'));
		client.on('notification', ({ payload }) => this.#options.onPayload(payload));
		try {
			await client.connect();
			await client.query(`listen ${pg.escapeIdentifier(this.#options.channel)}`);
		} catch (error) {
			await client.end().catch(() => undefined);
			throw error;
		}
		if (this.#stopped) return client.end().catch(() => undefined);
		this.#client = client;
		this.#scheduleHeartbeat(client);
	}

	#scheduleHeartbeat(client: pg.Client): void {
		this.#timer = setTimeout(() => {
			client.query('select 1').then(
				() => this.#client === client && this.#scheduleHeartbeat(client),
				(error: Error) => this.#lost(client, error.message),
			);
		}, HEARTBEAT_MS);
		this.#timer.unref();
	}

	#lost(client: pg.Client, reason: string): void {
		if (this.#client !== client) return;
		this.#client = null;
		clearTimeout(this.#timer);
		client.end().catch(() => undefined);
		this.#options.logger.warn({ reason }, 'the bus lost its connection');
		this.#retryLater();
	}

	#retryLater(): void {
		const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#attempt);
		this.#attempt += 1;
		// Half fixed, half random: processes that lost the same server do not return in step.
		const delay = ceiling / 2 + randomInt(Math.ceil(ceiling / 2));
		this.#timer = setTimeout(() => void this.#retry(), delay);
		this.#timer.unref();
	}

	async #retry(): Promise<void> {
		try {
			await this.#connect();
		} catch (error) {
			if (this.#stopped) return;
			const reason = error instanceof Error ? error.message : String(error);
			this.#options.logger.warn({ reason, attempt: this.#attempt }, 'the bus cannot connect');
			return this.#retryLater();
		}
		if (this.#stopped) return;
		this.#attempt = 0;
		this.#options.logger.info({}, 'the bus is connected again');
		this.#options.onReconnect();
	}
}
