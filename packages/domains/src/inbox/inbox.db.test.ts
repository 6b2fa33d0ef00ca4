import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { VendorEvent } from '../domain.ts';
import { chosenEvents, handleVendorEvent, receiveEvent, replayEvents } from './index.ts';
import { sweepInbox } from './sweep-inbox.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const told = (change: Partial<Parameters<typeof receiveEvent>[1]> = {}) => ({
	...{ vendor: 'acme', eventId: newId(), type: 'thing.made', account: null },
	...{ body: '{"type":"thing.made","ü":"\\u0000"}', ...change },
});
const receive = (event: ReturnType<typeof told>) => receiveEvent(installation.services, event);

const jobsFor = async ({ eventId }: { eventId: string }) => {
	const { rows } = await installation.owner.query<{ key: string; queue?: string }>(
		`select payload->>'key' as key, payload->>'queue' as queue from streams.outbox
			where type = 'jobs.requested' and payload->'payload'->>'eventId' = $1`,
		[eventId],
	);
	return rows;
};

/** Handles an event as its job does, with `handler` for the vendor. */
const handle = (
	{ vendor, eventId }: { vendor: string; eventId: string },
	handler: (event: VendorEvent) => Promise<void>,
) =>
	handleVendorEvent(installation.services, new Map([['acme', (_, event) => handler(event)]]), {
		...{ vendor, eventId },
	});

const stateOf = async ({ eventId }: { eventId: string }) => {
	const { services } = installation;
	const found = await chosenEvents(services.platform, { eventId, limit: 1 }).executeTakeFirst();
	return found && { ...found, isHandled: found.handledAt !== null };
};

test('told ten times at once, an event is kept once, as it came, and asks for one job', async () => {
	const event = { ...told({ account: 'acct_1' }), queue: 'acme:acct_1' };
	const kept = await Promise.all(Array.from({ length: 10 }, () => receive(event)));
	expect(kept.filter(Boolean)).toHaveLength(1);
	const jobs = await jobsFor(event);
	expect(jobs).toEqual([
		{ key: `handle-vendor-event:acme:${event.eventId}`, queue: 'acme:acct_1' },
	]);
	const seen: VendorEvent[] = [];
	for (let round = 0; round < 3; round++) await handle(event, async (one) => void seen.push(one));
	const { queue: _, ...rest } = event;
	expect(seen).toEqual([{ ...rest, receivedAt: expect.any(Date) }]);
	expect(await stateOf(event)).toMatchObject({ isHandled: true, attempts: 1, error: null });
});

test('the same id from another vendor is another event', async () => {
	const eventId = newId();
	expect(await receive(told({ eventId }))).toBe(true);
	expect(await receive(told({ eventId, vendor: 'other' }))).toBe(true);
});

test('what a handler throws is written down and thrown on; the next try clears it', async () => {
	const event = told();
	await receive(event);
	const fail = async () => Promise.reject(new Error(`no luck ${'x'.repeat(600)}`));
	for (let round = 0; round < 2; round++)
		await expect(handle(event, fail)).rejects.toThrow('no luck');
	expect(await stateOf(event)).toMatchObject({ isHandled: false, attempts: 2 });
	expect((await stateOf(event))?.error).toHaveLength(500);
	await handle(event, async () => undefined);
	expect(await stateOf(event)).toMatchObject({ isHandled: true, attempts: 3, error: null });
});

test('an event that nothing handles waits, and an unknown one is nothing to do', async () => {
	const event = told({ vendor: 'stranger' });
	await receive(event);
	await expect(handle(event, async () => undefined)).rejects.toThrow('nothing handles');
	expect(await stateOf(event)).toMatchObject({ isHandled: false });
	await handle(told(), async () => Promise.reject(new Error('never called')));
});

test('a replayed event is handled anew', async () => {
	const event = told();
	const seen: string[] = [];
	const note = async ({ eventId }: VendorEvent) => void seen.push(eventId);
	await receive(event);
	await handle(event, note);
	const choice = { vendor: 'acme', eventId: event.eventId, limit: 1 };
	expect(await replayEvents(installation.services, choice)).toHaveLength(1);
	expect(await jobsFor(event)).toHaveLength(2);
	await handle(event, note);
	expect(seen).toEqual([event.eventId, event.eventId]);
	expect(await stateOf(event)).toMatchObject({ isHandled: true, attempts: 2 });
});

test('handled events are kept for thirty days, those that wait for ninety', async () => {
	const { services, clock } = installation;
	const [handled, waiting] = [told(), told()];
	for (const event of [handled, waiting]) await receive(event);
	await handle(handled, async () => undefined);
	clock.advance(29 * 24 * 3600);
	await sweepInbox(services);
	expect(await stateOf(handled)).toBeDefined();
	clock.advance(2 * 24 * 3600);
	const fresh = told();
	await receive(fresh);
	await handle(fresh, async () => undefined);
	await sweepInbox(services);
	expect(await stateOf(handled)).toBeUndefined();
	expect(await stateOf(waiting)).toBeDefined();
	clock.advance(60 * 24 * 3600);
	await sweepInbox(services);
	expect(await stateOf(waiting)).toBeUndefined();
});
