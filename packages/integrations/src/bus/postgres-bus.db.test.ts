import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { createLogger } from '@kith/kernel/logger';
import type { BusMessage } from './bus.ts';
import { busContract } from './bus.contract.ts';
import { createPostgresBus } from './postgres-bus.ts';

const logger = createLogger('silent');

describe('postgres bus', () => {
	const database = `bus_${randomBytes(6).toString('hex')}`;
	const admin = new pg.Client({ connectionString: inject('postgresUrl') });
	const url = new URL(inject('postgresUrl'));
	url.pathname = `/${database}`;
	const open = () => createPostgresBus({ connectionString: url.href, logger });
	const cutAll = () =>
		admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
			database,
		]);

	beforeAll(async () => {
		await admin.connect();
		await admin.query(`create database ${database}`);
	});
	afterAll(async () => {
		await admin.query(`drop database ${database} with (force)`);
		await admin.end();
	});

	busContract(open);

	test('another process hears what this one publishes', async () => {
		await using here = await disposable(open);
		await using there = await disposable(open);
		const heard: BusMessage[] = [];
		there.bus.subscribe((message) => heard.push(message));
		const message = { topic: 'sessions.revoked', communityId: 'c1', data: { id: 's1' } };
		await here.bus.publish(message);
		await vi.waitFor(() => expect(heard).toEqual([message]));
	});

	test('a lost connection comes back by itself, tells of the gap, and delivers again, 20 times', async () => {
		await using opened = await disposable(open);
		const { bus } = opened;
		const heard: unknown[] = [];
		let gaps = 0;
		bus.subscribe(({ data }) => heard.push(data['round']));
		bus.onReconnect(() => (gaps += 1));
		for (let round = 1; round <= 20; round += 1) {
			await cutAll();
			await vi.waitFor(() => expect(gaps).toBe(round), { timeout: 5_000 });
			await bus.publish({ topic: 't', communityId: null, data: { round } });
			await vi.waitFor(() => expect(heard.at(-1)).toBe(round));
		}
		expect(heard).toHaveLength(20);
	}, 60_000);

	test('while the database refuses, publishing says so, and the bus recovers afterwards', async () => {
		await using opened = await disposable(open);
		const { bus } = opened;
		const heard: BusMessage[] = [];
		let gaps = 0;
		bus.subscribe((message) => heard.push(message));
		bus.onReconnect(() => (gaps += 1));
		const message = { topic: 't', communityId: null, data: {} };
		await admin.query(`alter database ${database} allow_connections false`);
		await cutAll();
		await expect(bus.publish(message)).rejects.toMatchObject({ code: 'bus.unavailable' });
		await new Promise((resolve) => setTimeout(resolve, 600));
		expect(gaps).toBe(0);
		await admin.query(`alter database ${database} allow_connections true`);
		await vi.waitFor(() => expect(gaps).toBe(1), { timeout: 10_000 });
		await bus.publish(message);
		await vi.waitFor(() => expect(heard).toEqual([message]));
	}, 30_000);

	test('a notification that is no message of ours is dropped', async () => {
		await using opened = await disposable(open);
		const heard: BusMessage[] = [];
		opened.bus.subscribe((message) => heard.push(message));
		const stranger = new pg.Client({ connectionString: url.href });
		await stranger.connect();
		for (const text of ['', 'no json', '[]', '{"topic":1}', '{"__proto__":{}}'])
			await stranger.query('select pg_notify($1, $2)', ['kith_bus', text]);
		await stranger.end();
		const message = { topic: 'last', communityId: null, data: {} };
		await opened.bus.publish(message);
		await vi.waitFor(() => expect(heard).toEqual([message]));
	});

	test('closing leaves no connection behind, also in the middle of an outage', async () => {
		const bus = await open();
		await bus.publish({ topic: 't', communityId: null, data: {} });
		await cutAll();
		await bus.close();
		await new Promise((resolve) => setTimeout(resolve, 300));
		const { rows } = await admin.query('select 1 from pg_stat_activity where datname = $1', [
			database,
		]);
		expect(rows).toEqual([]);
	});

	test('a start without a database fails with bus.unavailable', async () => {
		const nowhere = createPostgresBus({ connectionString: 'postgres://x@127.0.0.1:1/x', logger });
		await expect(nowhere).rejects.toMatchObject({ code: 'bus.unavailable' });
	});
});

async function disposable(open: () => ReturnType<typeof createPostgresBus>) {
	const bus = await open();
	return { bus, [Symbol.asyncDispose]: () => bus.close() };
}
