import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { FairShare } from './fair-share.ts';

const limits = { running: 2, waiting: 2, patience: 10_000 };

test('a community has its share, whatever another asks for', async () => {
	const share = new FairShare(limits);
	expect([await share.enter('noisy'), await share.enter('noisy')]).toEqual([true, true]);
	const waits = [share.enter('noisy'), share.enter('noisy')];
	expect(await share.enter('noisy')).toBe(false);
	expect(await share.enter('quiet')).toBe(true);
	share.leave('noisy');
	share.leave('noisy');
	expect(await Promise.all(waits)).toEqual([true, true]);
});

test('whoever has waited longest comes next', async () => {
	const share = new FairShare({ ...limits, running: 1 });
	await share.enter('one');
	const order: string[] = [];
	const first = share.enter('one').then(() => order.push('first'));
	const second = share.enter('one').then(() => order.push('second'));
	share.leave('one');
	await first;
	await after(5);
	expect(order).toEqual(['first']);
	share.leave('one');
	await second;
	expect(order).toEqual(['first', 'second']);
});

test('nobody waits for ever, and who went away holds no place in the line', async () => {
	const share = new FairShare({ running: 1, waiting: 1, patience: 5 });
	await share.enter('one');
	expect(await share.enter('one')).toBe(false);
	const next = share.enter('one');
	share.leave('one');
	expect(await next).toBe(true);
	share.leave('one');
	expect(await share.enter('one')).toBe(true);
});
