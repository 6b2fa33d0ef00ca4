import { mail } from '@kith/domains/mail';
import type { TestInstallation } from './test-installation.ts';

type MailJob = keyof typeof mail.jobs;

/** Runs what a community asked for of one kind of mail and is due, each twice, as a queue may; what ran does not run again. */
export function mailQueueOf(
	installation: TestInstallation,
	communityId: string,
	name: MailJob,
): () => Promise<void> {
	const done = new Set<string>();
	return async () => {
		const { rows } = await installation.owner.query<{
			id: string;
			payload: unknown;
			runAt: string | null;
		}>(
			`select id, payload->'payload' as payload, payload->>'runAt' as "runAt" from streams.outbox
				where payload->>'name' = $1 and payload->'payload'->>'communityId' = $2
				order by occurred_at, id`,
			[name, communityId],
		);
		const now = installation.clock.now();
		for (const { id, payload, runAt } of rows) {
			if (done.has(id) || (runAt && new Date(runAt) > now)) continue;
			done.add(id);
			for (let time = 0; time < 2; time++)
				await mail.jobs[name].run(installation.services, payload);
		}
	};
}
