import process from 'node:process';

/** Parameters of `postgres`, by name. */
export type PostgresSettings = Readonly<Record<string, string>>;

const SHIPPED: PostgresSettings = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: '100',
	shared_buffers: '256MB',
	// A schema per community means many tables in one transaction of a migration or a dump.
	max_locks_per_transaction: '512',
	max_wal_size: '4GB',
	checkpoint_timeout: '15min',
	checkpoint_completion_target: '0.9',
	wal_compression: 'pglz',
	jit: 'off',
	autovacuum_max_workers: '4',
	idle_in_transaction_session_timeout: '15s',
	timezone: 'UTC',
	log_timezone: 'UTC',
	log_line_prefix: '',
	log_checkpoints: 'off',
	// Details and statements carry members' data; the program logs its own errors.
	log_error_verbosity: 'terse',
	log_min_error_statement: 'panic',
};

/** After a crash one syncfs replaces an fsync per file: with 5,000 communities 2 s instead of 2 minutes. */
const LINUX: PostgresSettings = { recovery_init_sync_method: 'syncfs' };

const FORGETFUL: PostgresSettings = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	// Every new index writes a page of itself whole.
	wal_compression: 'off',
	wal_level: 'minimal',
	max_wal_senders: '0',
};

/** The command line settings; `durable: false` may lose data in a crash and is for tests only. */
export function settingArguments(durable: boolean, extra: PostgresSettings): string[] {
	const settings = {
		...SHIPPED,
		...(process.platform === 'linux' ? LINUX : {}),
		...(durable ? {} : FORGETFUL),
		...extra,
	};
	return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
