import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConflictError } from '@kith/kernel/errors';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { hasModule, requireModule, startModule } from './index.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

async function community() {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	return { here, founder: () => here.as(founder) };
}

test('a module that is off is said to be off, by name', async () => {
	const { founder } = await community();
	const ctx = await founder();
	expect(hasModule(ctx, 'memberships')).toBe(false);
	expect(() => requireModule(ctx, 'memberships')).toThrow(
		new ConflictError('module.off', { module: 'memberships' }),
	);
	await expect(ctx.db.selectFrom('tiers').select('id').execute()).rejects.toThrow('does not exist');
});

test('pressed by five at once it is switched on once, written down once, and known at once', async () => {
	const { here, founder } = await community();
	const presses = await Promise.all([1, 2, 3, 4, 5].map(() => founder()));
	await Promise.all(presses.map((ctx) => startModule(ctx, 'memberships')));
	installation.services.snapshots.drop(here.id);
	const ctx = await founder();
	expect(hasModule(ctx, 'memberships')).toBe(true);
	expect(() => requireModule(ctx, 'memberships')).not.toThrow();
	expect(await ctx.db.selectFrom('tiers').select('id').execute()).toEqual([]);
	const entries = ctx.db.selectFrom('auditEntries').select('details');
	expect(await entries.where('action', '=', 'modules.started').execute()).toHaveLength(1);
	expect(installation.heard.filter(({ topic }) => topic === 'community.touched')).not.toEqual([]);
});

test('who died with the tables made finds them and goes on; a neighbour has none', async () => {
	const [{ founder }, neighbour] = [await community(), await community()];
	const ctx = await founder();
	const dying = {
		...ctx,
		transaction: () => Promise.reject(new Error('killed')),
	};
	await expect(startModule(dying, 'memberships')).rejects.toThrow('killed');
	installation.services.snapshots.drop(ctx.community.id);
	expect(hasModule(await founder(), 'memberships')).toBe(false);
	await startModule(await founder(), 'memberships');
	installation.services.snapshots.drop(ctx.community.id);
	expect(hasModule(await founder(), 'memberships')).toBe(true);
	expect(hasModule(await neighbour.founder(), 'memberships')).toBe(false);
});
