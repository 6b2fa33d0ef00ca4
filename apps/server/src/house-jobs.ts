import { makeActivityMonths, pruneActivity } from '@kith/db/activity-months';
import { refillPool } from '@kith/db/communities';
import { makeOutboxDays, pruneOutbox } from '@kith/db/outbox-days';
import type { Job } from '@kith/domains/domain';
import { seedRoles } from '@kith/domains/roles';
import { addSeconds } from '@kith/kernel/clock';
import type { Config } from '@kith/kernel/config';
import { withClient, type Installation } from './services.ts';

const KEEP_EVENTS_SECONDS = 7 * 24 * 3600;
const KEEP_MARKS = '30 days';

/** Tasks of the installation itself, which no domain knows of. */
export function houseJobs({ owner, services }: Installation, config: Config): Map<string, Job> {
	const levels = { low: config.POOL_LOW, high: config.POOL_HIGH };
	const refill: Job = {
		cron: '*/5 * * * *',
		run: () =>
			withClient(owner, async (client) => {
				await refillPool(client, seedRoles, levels);
			}),
	};
	const ahead: Job = {
		cron: '11 1 * * *',
		run: () =>
			withClient(owner, async (client) => {
				await makeOutboxDays(client, services.clock.now());
				await makeActivityMonths(client, services.clock.now());
			}),
	};
	const prune: Job = {
		cron: '23 3 * * *',
		async run() {
			const before = addSeconds(services.clock.now(), -KEEP_EVENTS_SECONDS);
			const pruned = await withClient(owner, (client) => pruneOutbox(client, before));
			services.logger.info(pruned, 'outbox pruned');
			const past = await withClient(owner, (client) => pruneActivity(client, services.clock.now()));
			services.logger.info(past, 'activity pruned');
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
		['make-outbox-days', ahead],
		['prune-streams', prune],
	]);
}
