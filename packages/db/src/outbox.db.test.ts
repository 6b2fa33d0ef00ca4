import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createLogger } from '@kith/kernel/logger';
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '@kith/testing/test-database';
import { createPool } from './connect.ts';
import { createRoot, platformOf, type CommunityDb, type PlatformDb } from './handles.ts';
import { appUrl } from './installation.ts';
import { requestJob } from './jobs.ts';
import { Lanes } from './lanes.ts';
import { handleOnce, relayEvents, writeEvent } from './outbox.ts';

const CONSUMERS = ['one', 'two', 'three'];

let database: TestDatabase;
let owner: pg.Pool;
let ownerDb: PlatformDb;
let lanes: Lanes;
let communityId: string;
let db: CommunityDb;

beforeAll(async () => {
	database = await createTestDatabase(inject('postgresUrl'));
	const logger = createLogger('silent');
	owner = createPool({ url: database.url, max: 6, logger, name: 'owner' });
	ownerDb = platformOf(createRoot(owner));
	const url = appUrl(database.url, TEST_SECRET);
	lanes = new Lanes({ lanes: 8, urlOf: () => url, logger });
	const { rows } = await owner.query<{ id: string }>('select id from platform.community_schemas');
	communityId = rows[0]?.id ?? '';
	db = lanes.communityDb({ id: communityId, placement: 'main' });
});
afterAll(async () => {
	await Promise.all([lanes.close(), owner.end()]);
	await database.drop();
});
beforeEach(async () => {
	await owner.query('truncate streams.outbox, streams.handled_events');
	await owner.query('truncate graphile_worker._private_jobs');
});

function emit(tx: CommunityDb, number: number) {
	return writeEvent(tx, {
		...{ communityId, type: 'tests.happened', payload: { number } },
		...{ actor: { kind: 'job', name: 'test' }, occurredAt: new Date() },
	});
}

async function count(statement: string): Promise<number> {
	const { rows } = await owner.query<{ count: number }>(
		`select count(*)::int as count ${statement}`,
	);
	return rows[0]?.count ?? 0;
}

test('an event is there exactly when its change was committed', async () => {
	const change = (number: number) =>
		db.transaction().execute(async (tx) => {
			await tx
				.insertInto('settings')
				.values({ key: `k${number}`, value: '1' })
				.execute();
			await emit(tx, number);
			if (number % 2 === 1) throw new Error('changed my mind');
		});
	await Promise.allSettled(Array.from({ length: 40 }, (_, number) => change(number)));
	const told = await owner.query<{ number: string }>(
		`select payload->>'number' as number from streams.outbox`,
	);
	const numbers = told.rows.map(({ number }) => Number(number)).toSorted((a, b) => a - b);
	expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index * 2));
	expect(await count(`from c_${communityId}.settings where key like 'k%'`)).toBe(20);
});

test('two relays at once hand every event to every consumer once', async () => {
	for (let number = 0; number < 300; number++) await emit(db, number);
	const drain = async () => {
		let moved = 0;
		for (;;) {
			const events = await relayEvents(ownerDb, () => CONSUMERS, 20);
			if (events.length === 0) return moved;
			moved += events.length;
		}
	};
	const moved = await Promise.all([drain(), drain()]);
	// A relay that finds the other's rows locked leaves early; one more look finds what is left.
	const left = await drain();
	expect(moved.reduce((sum, each) => sum + each, left)).toBe(300);
	expect(await count('from streams.outbox where relayed_at is null')).toBe(0);
	expect(await count('from graphile_worker.jobs')).toBe(300 * CONSUMERS.length);
	expect(await count('from (select distinct key from graphile_worker.jobs) keys')).toBe(900);
	expect(await relayEvents(ownerDb, () => CONSUMERS)).toEqual([]);
});

test('a relay whose connection is cut loses nothing and doubles nothing', async () => {
	for (let number = 0; number < 200; number++) await emit(db, number);
	const doomed = createPool({
		...{ url: database.url, max: 1, name: 'doomed' },
		logger: createLogger('silent'),
	});
	const cuts = setInterval(() => {
		void owner.query(
			`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kith doomed'`,
		);
	}, 7);
	const doomedDb = platformOf(createRoot(doomed));
	for (let round = 0; round < 40; round++)
		await relayEvents(doomedDb, () => CONSUMERS, 10).catch(() => []);
	clearInterval(cuts);
	await doomed.end();
	const relayed = await count('from streams.outbox where relayed_at is not null');
	expect(await count('from graphile_worker.jobs')).toBe(relayed * CONSUMERS.length);
	await relayEvents(ownerDb, () => CONSUMERS);
	expect(await count('from graphile_worker.jobs')).toBe(200 * CONSUMERS.length);
});

test('jobs asked for under one key become one job', async () => {
	for (let times = 0; times < 5; times++)
		await requestJob(ownerDb, 'refill-pool', { times }, { key: 'refill-pool', now: new Date() });
	await relayEvents(ownerDb, () => CONSUMERS);
	expect(await count('from graphile_worker.jobs')).toBe(1);
});

test('a job waits in its queue, behind all others and until its time, when it was asked so', async () => {
	const now = new Date();
	const runAt = new Date(Date.now() + 3_600_000);
	const order = { queue: 'pictures', priority: 100, runAt };
	await requestJob(ownerDb, 'dress-pictures', {}, { key: 'a', now, ...order });
	await requestJob(ownerDb, 'refill-pool', {}, { key: 'b', now });
	await relayEvents(ownerDb, () => CONSUMERS);
	const { rows } = await owner.query(
		'select task_identifier, queue_name, priority, run_at from graphile_worker.jobs order by key',
	);
	expect(rows).toMatchObject([
		{ task_identifier: 'dress-pictures', queue_name: 'pictures', priority: 100, run_at: runAt },
		{ task_identifier: 'refill-pool', queue_name: null, priority: 0 },
	]);
});

test('an event delivered many times at once takes effect once per consumer', async () => {
	const eventId = newId();
	await db.insertInto('settings').values({ key: 'effects', value: '0' }).execute();
	const deliver = (consumer: string) =>
		db.transaction().execute((tx) =>
			handleOnce(tx, consumer, eventId, async () => {
				await tx
					.insertInto('settings')
					.values({ key: `${consumer}`, value: '1' })
					.execute();
			}),
		);
	const deliveries = Array.from({ length: 30 }, (_, index) => deliver(CONSUMERS[index % 3] ?? ''));
	const handled = await Promise.all(deliveries);
	expect(handled.filter(Boolean)).toHaveLength(3);
});

test('an effect that fails leaves no mark, so that the next delivery tries again', async () => {
	const eventId = newId();
	const failing = db
		.transaction()
		.execute((tx) => handleOnce(tx, 'flaky', eventId, () => Promise.reject(new Error('not now'))));
	await expect(failing).rejects.toThrow('not now');
	const again = await db
		.transaction()
		.execute((tx) => handleOnce(tx, 'flaky', eventId, async () => {}));
	expect(again).toBe(true);
});
