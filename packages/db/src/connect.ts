import pg from 'pg';
import type { Logger } from '@kith/kernel/logger';

const INT8 = 20;

/** Counts arrive as numbers: no table of ours holds integers beyond 2^53. */
const parsers: pg.CustomTypesConfig = {
	getTypeParser: (oid, format) =>
		oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
};

type PoolOptions = {
	url: string;
	max: number;
	logger: Logger;
	name: string;
	/** How long a caller waits for its turn, in milliseconds; five seconds unless told. */
	wait?: number;
};

/**
 * A connection pool that outlives restarts of the database: errors of idle connections are logged, not thrown.
 * Connections are renewed after half an hour, with jitter, so that their catalog caches are given back.
 */
export function createPool({ url, max, logger, name, wait = 5000 }: PoolOptions): pg.Pool {
	const pool = new pg.Pool({
		connectionString: url,
		max,
		types: parsers,
		application_name: `kith ${name}`,
		connectionTimeoutMillis: wait,
		idleTimeoutMillis: 60_000,
		maxLifetimeSeconds: 1800 + ((url.length * 37 + name.length * 101) % 600),
		keepAlive: true,
	});
	pool.on('error', (error) =>
		logger.warn({ error: error.message, pool: name }, 'database connection lost'),
	);
	pool.on('connect', (client) => client.on('error', () => {}));
	return pool;
}
