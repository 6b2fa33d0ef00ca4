import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommunityDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createJobContext, inOneTransaction } from './create-context.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const context = () => createJobContext(installation.services, here.community, 'test');
const group = (name: string) => ({ id: newId(), name, position: 99 });
const groupsCalled = (name: string) =>
	here.db.selectFrom('spaceGroups').select('id').where('name', '=', name).execute();

test('twenty at once need one connection each and finish, whatever they ask for inside', async () => {
	const works = Array.from({ length: 20 }, async () =>
		inOneTransaction(await context(), async (inner) => {
			await inner.db.insertInto('spaceGroups').values(group('at once')).execute();
			await inner.transaction(async (tx) => {
				await tx.db.insertInto('spaceGroups').values(group('at once')).execute();
			});
			await inner.db.selectFrom('members').select('id').execute();
		}),
	);
	await Promise.all(works);
	expect(await groupsCalled('at once')).toHaveLength(40);
});

test('what fails leaves nothing behind, not even what an inner transaction had done, and tells nobody', async () => {
	const heard: string[] = [];
	const stop = installation.services.bus.subscribe(({ topic }) => heard.push(topic));
	const work = inOneTransaction(await context(), async (inner) => {
		await inner.transaction(async (tx) => {
			await tx.db.insertInto('spaceGroups').values(group('never')).execute();
			tx.touchCommunity();
		});
		throw new Error('too late');
	});
	await expect(work).rejects.toThrow('too late');
	expect(await groupsCalled('never')).toEqual([]);
	expect(heard).toEqual([]);
	stop();
});

test('what an inner transaction tells is told once all of it is there', async () => {
	const heard: { topic: string; there: Promise<unknown[]> }[] = [];
	const stop = installation.services.bus.subscribe(({ topic }) =>
		heard.push({ topic, there: groupsCalled('told') }),
	);
	await inOneTransaction(await context(), async (inner) => {
		await inner.transaction(async (tx) => tx.touchCommunity());
		await inner.db.insertInto('spaceGroups').values(group('told')).execute();
	});
	await expect.poll(() => heard.map(({ topic }) => topic)).toEqual(['community.touched']);
	expect(await heard[0]?.there).toHaveLength(1);
	stop();
});

test('two that wait for each other are both done, and told of once', async () => {
	const [one, other] = [group('first'), group('second')];
	await here.db.insertInto('spaceGroups').values([one, other]).execute();
	const heard: string[] = [];
	const stop = installation.services.bus.subscribe(({ topic }) => heard.push(topic));
	let waiting = 0;
	let go = (): void => undefined;
	const bothHold = new Promise<void>((resolve) => {
		go = resolve;
	});
	const rename = (id: string, name: string, db: CommunityDb) =>
		db.updateTable('spaceGroups').set({ name }).where('id', '=', id).execute();
	const inOrder = async (ids: readonly string[], name: string): Promise<number> => {
		let attempts = 0;
		await (
			await context()
		).transaction(async (tx) => {
			attempts += 1;
			for (const id of ids) {
				await rename(id, name, tx.db);
				waiting += 1;
				if (waiting === 2) go();
				await bothHold;
			}
			tx.touchCommunity();
		});
		return attempts;
	};
	const attempts = await Promise.all([
		inOrder([one.id, other.id], 'forwards'),
		inOrder([other.id, one.id], 'backwards'),
	]);
	expect(attempts.reduce((all, one) => all + one)).toBe(3);
	const names = await here.db
		.selectFrom('spaceGroups')
		.select('name')
		.where('id', 'in', [one.id, other.id])
		.execute();
	// Whoever began again came last, and wrote both.
	expect(new Set(names.map(({ name }) => name)).size).toBe(1);
	await expect.poll(() => heard).toEqual(['community.touched', 'community.touched']);
	stop();
});
