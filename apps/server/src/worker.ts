import { run, type TaskList } from 'graphile-worker';
import * as z from 'zod';
import { requestJob } from '@kith/db/jobs';
import { handleOnce } from '@kith/db/outbox';
import { consumers, jobs, vendorHandlers } from '@kith/domains';
import { findCommunity } from '@kith/domains/communities';
import { createJobContext, inOneTransaction } from '@kith/domains/create-context';
import type { Services } from '@kith/domains/context';
import { HANDLE_EVENT, handleVendorEvent } from '@kith/domains/inbox';
import type { Actor } from '@kith/kernel/actor';
import { addSeconds } from '@kith/kernel/clock';
import type { Config } from '@kith/kernel/config';
import { houseJobs } from './house-jobs.ts';
import { queueLogger } from './queue-logger.ts';
import { startRelay } from './relay.ts';
import type { Installation } from './services.ts';

const HandleEvent = z.object({
	consumer: z.string(),
	event: z.object({
		communityId: z.string(),
		id: z.uuid(),
		type: z.string(),
		payload: z.record(z.string(), z.unknown()),
		actor: z.custom<Actor>((value) => typeof value === 'object' && value !== null),
		occurredAt: z.coerce.date(),
	}),
});

/** Runs jobs and relays events until stopped; stopping lets running jobs finish. */
export async function startWorker(
	installation: Installation,
	config: Config,
): Promise<() => Promise<void>> {
	const house = houseJobs(installation, config);
	const every = new Map([...jobs, ...house]);
	const taskList: TaskList = {
		'handle-event': async (payload) => {
			if (!(await rests(installation.services, 'handle-event', payload)))
				await handleEvent(installation, payload);
		},
		[HANDLE_EVENT]: (payload) => handleVendorEvent(installation.services, vendorHandlers, payload),
	};
	for (const [name, job] of every)
		taskList[name] = async (payload) => {
			if (!(await rests(installation.services, name, payload)))
				await job.run(installation.services, payload);
		};
	const crontab = [...every]
		.filter(([, { cron }]) => cron)
		.map(([name, { cron }]) => `${cron} ${name}`)
		.join('\n');
	const runner = await run({
		pgPool: installation.owner,
		...{ taskList, crontab, noHandleSignals: true },
		logger: queueLogger(installation.services.logger),
		preset: { worker: { concurrentJobs: 4, pollInterval: 1000 } },
	});
	const stopRelay = startRelay(installation);
	return async () => {
		await stopRelay();
		await runner.stop();
	};
}

const OfCommunity = z.union([
	z.object({ communityId: z.string() }),
	z.object({ event: z.object({ communityId: z.string() }) }).transform(({ event }) => event),
]);
const REST_SECONDS = 6 * 3600;

/** What a closed community has to do is put off until it is opened again; when it is deleted, so is that. */
export async function rests(services: Services, name: string, payload: unknown): Promise<boolean> {
	const about = OfCommunity.safeParse(payload).data;
	const community = about && (await findCommunity(services, about.communityId));
	if (community?.status !== 'deleting') return false;
	const now = services.clock.now();
	const wish = { now, runAt: addSeconds(now, REST_SECONDS) };
	await requestJob(services.platform, name, payload as Record<string, unknown>, wish);
	return true;
}

/** Delivers one event to one consumer; the mark that it was handled commits only when the consumer is done. */
async function handleEvent({ services }: Installation, payload: unknown): Promise<void> {
	const { consumer: name, event } = HandleEvent.parse(payload);
	const consumer = consumers.get(name);
	const community = await findCommunity(services, event.communityId);
	// A consumer that is gone from the code, or a community that is gone, has nothing left to do.
	if (!consumer || !community) return;
	const ctx = await createJobContext(services, community, name);
	await inOneTransaction(ctx, (inner) =>
		handleOnce(inner.db, name, event.id, () => consumer.handle(inner, event)),
	);
}
