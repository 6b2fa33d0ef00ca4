import { consumers, vendorHandlers } from '@kith/domains';
import { createJobContext } from '@kith/domains/create-context';
import { chosenEvents, handleVendorEvent } from '@kith/domains/inbox';
import { memberships } from '@kith/domains/memberships';
import { sales } from '@kith/domains/sales';
import type { TestCommunity } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';

const JOBS: ReadonlyMap<string, { run: TheJob }> = new Map(
	Object.entries({ ...memberships.jobs, ...sales.jobs }),
);
type TheJob = (services: TestInstallation['services'], payload: unknown) => Promise<void>;
type Row = {
	id: string;
	type: string;
	name: string | null;
	payload: Record<string, unknown>;
	runAt: string | null;
};
const HEARD = ['members.left', 'memberships.ended'];
const LISTENERS = ['end-memberships', 'stop-payments'];

/** What the queue does for one community: hands events of Stripe and of ours to who listens, and runs what is due. */
export function lifeQueue(installation: TestInstallation, here: TestCommunity) {
	const { services, owner, clock } = installation;
	let last = '00000000-0000-0000-0000-000000000000';
	let waiting: Row[] = [];
	/** Milliseconds that each event took to be handled. */
	const took: number[] = [];

	/** What could not be handled; it stays kept, and is tried again with the next round. */
	const failed: string[] = [];

	async function handle({ vendor, eventId }: { vendor: string; eventId: string }): Promise<void> {
		const started = performance.now();
		try {
			await handleVendorEvent(services, vendorHandlers, { vendor, eventId });
			took.push(performance.now() - started);
		} catch (error) {
			failed.push(error instanceof Error ? error.message : String(error));
		}
	}

	async function hearAll(beside: number): Promise<void> {
		const told = { isWaiting: true, limit: 1_000 };
		const events = await chosenEvents(services.platform, told).execute();
		const left = events.filter(({ vendor }) => vendor.startsWith('stripe'));
		const worker = async () => {
			for (let one = left.shift(); one; one = left.shift()) await handle(one);
		};
		await Promise.all(Array.from({ length: beside }, worker));
	}

	async function runDue(): Promise<boolean> {
		const { rows } = await owner.query<Row>(
			`select id, type, payload->>'name' as name, payload->>'runAt' as "runAt",
					case when type = 'jobs.requested' then payload->'payload' else payload end as payload
				from streams.outbox
				where id > $1 and ((community_id = $2 and type = any($3)) or (type = 'jobs.requested'
					and payload->>'name' = any($4) and payload->'payload'->>'communityId' = $2))
				order by id`,
			[last, here.id, HEARD, [...JOBS.keys()]],
		);
		last = rows.at(-1)?.id ?? last;
		const now = clock.now();
		const all = [...waiting, ...rows];
		const isDue = ({ runAt }: Row) => runAt === null || new Date(runAt) <= now;
		waiting = all.filter((row) => !isDue(row));
		const due = all.filter(isDue);
		for (const row of due) await (row.name === null ? consume(row) : job(row.name, row.payload));
		return due.length > 0;
	}

	const job = (name: string, payload: unknown) =>
		JOBS.get(name)?.run(services, payload) ?? Promise.resolve();

	async function consume({ id, type, payload }: Row): Promise<void> {
		const ctx = await createJobContext(services, here.community, 'relay');
		const event = {
			id,
			type,
			payload,
			communityId: here.id,
			actor: ctx.actor,
			occurredAt: clock.now(),
		};
		for (const name of LISTENERS) {
			const consumer = consumers.get(name);
			if (consumer?.on.includes(type as never)) await consumer.handle(ctx, event);
		}
	}
	return {
		...{ took, failed, handle },
		/** Until nothing is left to do now. */
		async run(beside: number): Promise<void> {
			await (await installation.stripe()).settle();
			await hearAll(beside);
			while (await runDue());
		},
	};
}
