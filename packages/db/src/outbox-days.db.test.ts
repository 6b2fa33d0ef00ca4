import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { createLogger } from '@kith/kernel/logger';
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '@kith/testing/test-database';
import type { CommunityDb } from './handles.ts';
import { createRoot, platformOf } from './handles.ts';
import { appUrl } from './installation.ts';
import { Lanes } from './lanes.ts';
import { eventsSince, relayEvents, writeEvent } from './outbox.ts';
import { makeOutboxDays, MISSING_OUTBOX_DAYS, pruneOutbox } from './outbox-days.ts';

const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;
const NOON = new Date('2031-03-01T12:00:00Z');
const after = (ms: number) => new Date(NOON.getTime() + ms);

let database: TestDatabase;
let owner: pg.Client;
let lanes: Lanes;
let communityId: string;
let db: CommunityDb;

beforeAll(async () => {
	database = await createTestDatabase(inject('postgresUrl'));
	owner = new pg.Client({ connectionString: database.url });
	await owner.connect();
	const url = appUrl(database.url, TEST_SECRET);
	lanes = new Lanes({ lanes: 4, urlOf: () => url, logger: createLogger('silent') });
	const { rows } = await owner.query<{ id: string }>('select id from platform.community_schemas');
	communityId = rows[0]?.id ?? '';
	db = lanes.communityDb({ id: communityId, placement: 'main' });
});
afterAll(async () => {
	await Promise.all([lanes.close(), owner.end()]);
	await database.drop();
});
beforeEach(async () => {
	await owner.query('truncate streams.outbox');
	for (const day of await days()) await owner.query(`drop table streams.${day}`);
});

function emit(occurredAt: Date, on: CommunityDb = db): Promise<string> {
	return writeEvent(on, {
		...{ communityId, type: 'tests.happened', payload: {}, occurredAt },
		actor: { kind: 'job', name: 'test' },
	});
}

async function relayAll(): Promise<void> {
	const pool = new pg.Pool({ connectionString: database.url, max: 1 });
	await relayEvents(platformOf(createRoot(pool)), () => []);
	await pool.end();
}

async function days(): Promise<string[]> {
	const { rows } = await owner.query<{ name: string }>(
		`select relname as name from pg_class where relname ~ '^outbox_\\d{8}$' order by relname`,
	);
	return rows.map(({ name }) => name);
}

async function placeOf(id: string): Promise<string | undefined> {
	const { rows } = await owner.query<{ place: string }>(
		'select tableoid::regclass::text as place from streams.outbox where id = $1',
		[id],
	);
	return rows[0]?.place;
}

test('a prepared installation has partitions for today and the coming seven days', async () => {
	const fresh = await createTestDatabase(inject('postgresUrl'));
	const client = new pg.Client({ connectionString: fresh.url });
	await client.connect();
	expect(await client.query(MISSING_OUTBOX_DAYS)).toMatchObject({ rows: [] });
	await client.end();
	await fresh.drop();
});

test('partitions are made ahead once, and an event lands in that of its day', async () => {
	const made = await makeOutboxDays(owner, NOON);
	expect(made).toHaveLength(8);
	expect(made).toEqual(await days());
	expect([made[0], made[7]]).toEqual(['outbox_20310301', 'outbox_20310308']);
	expect(await makeOutboxDays(owner, NOON)).toEqual([]);
	expect(await makeOutboxDays(owner, after(DAY))).toEqual(['outbox_20310309']);
	expect(await placeOf(await emit(NOON))).toBe('streams.outbox_20310301');
	expect(await placeOf(await emit(after(12 * HOUR - 1)))).toBe('streams.outbox_20310301');
	expect(await placeOf(await emit(after(12 * HOUR)))).toBe('streams.outbox_20310302');
});

test('several processes that make partitions at once make each of them once', async () => {
	const clients = await Promise.all(
		Array.from({ length: 3 }, async () => {
			const client = new pg.Client({ connectionString: database.url });
			await client.connect();
			return client;
		}),
	);
	const made = await Promise.all(clients.map((client) => makeOutboxDays(client, NOON)));
	expect(made.flat().toSorted()).toEqual(await days());
	await Promise.all(clients.map((client) => client.end()));
});

test('a day without a partition loses nothing: it stays in the default one and is pruned by row', async () => {
	const missed = await emit(NOON);
	expect(await placeOf(missed)).toBe('streams.outbox_default');
	const made = await makeOutboxDays(owner, NOON);
	expect(made).toHaveLength(7);
	expect(made[0]).toBe('outbox_20310302');
	const later = await emit(after(HOUR));
	expect(await placeOf(later)).toBe('streams.outbox_default');
	await relayAll();
	const waiting = await emit(after(2 * HOUR));
	expect(await pruneOutbox(owner, after(-DAY))).toEqual({ dropped: [], deleted: 0 });
	expect(await pruneOutbox(owner, after(DAY))).toEqual({ dropped: [], deleted: 2 });
	expect(await placeOf(waiting)).toBe('streams.outbox_default');
});

test('a day is dropped when it is old and every event of it is relayed, not before', async () => {
	await makeOutboxDays(owner, NOON);
	await emit(NOON);
	await emit(after(DAY));
	await relayAll();
	const waiting = await emit(after(DAY + 1));
	expect((await pruneOutbox(owner, after(11 * HOUR))).dropped).toEqual([]);
	expect((await pruneOutbox(owner, after(3 * DAY))).dropped).toEqual([
		...['outbox_20310301', 'outbox_20310303'],
	]);
	expect(await placeOf(waiting)).toBe('streams.outbox_20310302');
	await relayAll();
	expect((await pruneOutbox(owner, after(3 * DAY))).dropped).toEqual(['outbox_20310302']);
});

test('a stream is resumed over the border of days and the default partition, in order', async () => {
	await makeOutboxDays(owner, NOON);
	const since = Date.now();
	const today = new Date(since);
	// Ids carry the machine's time; the events' own times follow it over two partitions and a day without one.
	const times = [today, new Date(since + 1000), after(0), after(DAY), after(30 * DAY)];
	const ids: string[] = [];
	for (const time of times) ids.push(await emit(time));
	const read = await eventsSince(db, communityId, ids[0] ?? '', 10);
	expect(read.map(({ id }) => id)).toEqual(ids);
	expect(await eventsSince(db, communityId, ids[0] ?? '', 2)).toHaveLength(2);
	const places = new Set<string | undefined>();
	for (const id of ids) places.add(await placeOf(id));
	expect(places.size).toBe(3);
});

test('writers go on while partitions are made, and hardly wait while one is dropped', async () => {
	await makeOutboxDays(owner, NOON);
	await db.transaction().execute(async (tx) => {
		await emit(after(4 * DAY), tx);
		expect(await makeOutboxDays(owner, after(DAY))).toEqual(['outbox_20310309']);
	});
	let pruning: Promise<unknown> = Promise.resolve();
	await db.transaction().execute(async (tx) => {
		await emit(after(4 * DAY), tx);
		pruning = pruneOutbox(owner, after(DAY));
		await waitingForLock();
		const started = performance.now();
		await emit(after(4 * DAY));
		expect(performance.now() - started).toBeLessThan(10_000);
	});
	expect(await pruning).toMatchObject({ dropped: ['outbox_20310301'] });
});

/** Resolves when somebody waits for a lock on a table. */
async function waitingForLock(): Promise<void> {
	const look = new pg.Client({ connectionString: database.url });
	await look.connect();
	for (let tries = 0; tries < 200; tries++) {
		const { rowCount } = await look.query(
			`select 1 from pg_locks join pg_database on pg_database.oid = database
			where datname = current_database() and locktype = 'relation' and not granted`,
		);
		if (rowCount) break;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	await look.end();
}
