import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { CommunityDb } from '@kith/db/handles';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from './context.ts';
import { communityProcedure, communityRouter, createCommunityCaller } from './trpc.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	await here.member('member', 'Ana');
	await here.member('member', 'Ben');
});
afterAll(() => installation.close());

/** A procedure as any other, whose statements are a test's. */
async function call(work: (ctx: CommunityContext) => Promise<unknown>): Promise<unknown> {
	const router = communityRouter({
		do: communityProcedure.output(z.void()).mutation(async ({ ctx }) => {
			await work(ctx);
		}),
	});
	const ctx = await here.as(await here.member('member', `Someone ${(called += 1)}`));
	return createCommunityCaller(router)(ctx).do();
}
let called = 0;

const rename = (db: CommunityDb, handle: string, bio: string) =>
	db.updateTable('members').set({ bio }).where('handle', '=', handle).execute();
const busy = {
	code: 'SERVICE_UNAVAILABLE',
	message: 'server.busy',
	cause: { code: 'server.busy', kind: 'unavailable', details: { retryAfterSeconds: 3 } },
};

/** Holds Ana's row while `work` runs. */
async function whileHeld(work: () => Promise<void>): Promise<void> {
	await here.db.transaction().execute(async (db) => {
		await rename(db, 'ana', 'held');
		await work();
	});
}

test('whoever waited too long for a lock may come again', async () => {
	await whileHeld(async () => {
		const waiting = call((ctx) =>
			ctx.transaction(async ({ db }) => {
				await sql`set local lock_timeout = '50ms'`.execute(db);
				await rename(db, 'ana', 'mine');
			}),
		);
		await expect(waiting).rejects.toMatchObject(busy);
	});
});

test('so may whoever asked for what took too long', async () => {
	const slow = call((ctx) =>
		ctx.transaction(async ({ db }) => {
			await sql`set local statement_timeout = '50ms'`.execute(db);
			await sql`select pg_sleep(5)`.execute(db);
		}),
	);
	await expect(slow).rejects.toMatchObject(busy);
});

test('so may whoever was overtaken by another between a look and a change', async () => {
	const overtaken = call((ctx) =>
		ctx.db
			.transaction()
			.setIsolationLevel('repeatable read')
			.execute(async (db) => {
				await db.selectFrom('members').select('bio').where('handle', '=', 'ben').execute();
				await rename(here.db, 'ben', 'first');
				await rename(db, 'ben', 'second');
			}),
	);
	await expect(overtaken).rejects.toMatchObject(busy);
});

test('so may one of two who wait for each other, where nothing begins it anew', async () => {
	let arrived = 0;
	const both = Promise.withResolvers<void>();
	const cross = (one: string, other: string) =>
		call((ctx) =>
			ctx.db.transaction().execute(async (db) => {
				await sql`set local lock_timeout = '10s'`.execute(db);
				await rename(db, one, 'crossed');
				if ((arrived += 1) === 2) both.resolve();
				await both.promise;
				await rename(db, other, 'crossed');
			}),
		);
	const outcomes = await Promise.allSettled([cross('ana', 'ben'), cross('ben', 'ana')]);
	const failed = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
	expect(failed).toMatchObject([busy]);
});

test('what else the database refuses stays a failure of ours', async () => {
	const wrong = call((ctx) => sql`select 1 / 0`.execute(ctx.db));
	await expect(wrong).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
});
