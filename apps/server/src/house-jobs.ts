import { refillPool } from '@kith/db/communities';
import type { Job } from '@kith/domains/domain';
import { seedRoles } from '@kith/domains/roles';
import type { Config } from '@kith/kernel/config';
import type { Installation } from './services.ts';

const KEEP_EVENTS = '7 days';
const KEEP_MARKS = '30 days';

/** Tasks of the installation itself, which no domain knows of. */
export function houseJobs({ owner }: Installation, config: Config): Map<string, Job> {
	const refill: Job = {
		cron: '*/5 * * * *',
		async run() {
			const client = await owner.connect();
			try {
				await refillPool(client, seedRoles, { low: config.POOL_LOW, high: config.POOL_HIGH });
			} finally {
				client.release();
			}
		},
	};
	const prune: Job = {
		cron: '23 3 * * *',
		async run() {
			await owner.query(
				`delete from streams.outbox where relayed_at < now() - interval '${KEEP_EVENTS}'`,
			);
			await owner.query(
				`delete from streams.handled_events where handled_at < now() - interval '${KEEP_MARKS}'`,
			);
			await owner.query(
				`delete from streams.rate_limits where expire < extract(epoch from now()) * 1000`,
			);
		},
	};
	return new Map([
		['refill-pool', refill],
		['prune-streams', prune],
	]);
}
