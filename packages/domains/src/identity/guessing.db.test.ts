import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId, newToken } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff, openBrowser } from '@kith/testing/test-staff';
import type { PlatformContext } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller, platformCaller } from '../index.ts';
import { hashPassword, NOBODYS_HASH } from './auth.ts';
import { requestAddress } from './request-address.ts';
import { requestCode, requestStaffCode } from './request-code.ts';
import {
	signInStaffWithCode,
	signInStaffWithPassword,
	signInWithCode,
	signInWithPassword,
} from './sign-in.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const visit = () => createCommunityContext(installation.services, here.community, openBrowser());

/** A member's address with a password, without one, or one that nobody has. */
async function address(kind: 'password' | 'code only' | 'unknown'): Promise<string> {
	const email = `${newId()}@example.org`;
	if (kind === 'unknown') return email;
	const { userId } = await here.person(email);
	if (kind === 'code only') return email;
	const password = await hashPassword('the right password');
	const account = { id: newId(), userId, accountId: userId, providerId: 'credential', password };
	await here.db.insertInto('authAccounts').values(account).execute();
	return email;
}

/** The statements a verb sends to the database, as it goes on working. */
async function statementsOf(verb: () => Promise<unknown>): Promise<string[]> {
	const query = vi.spyOn(pg.Client.prototype, 'query');
	try {
		await verb().catch(() => {});
		return query.mock.calls.map(([statement]) => {
			const text = typeof statement === 'string' ? statement : Reflect.get(statement, 'text');
			return String(text);
		});
	} finally {
		query.mockRestore();
	}
}

test('asking for a code does the same work for members and strangers, and says the same', async () => {
	const ask = async (email: string) => {
		const ctx = await visit();
		return statementsOf(() => requestCode(ctx, { email }));
	};
	await ask(await address('unknown'));
	const strangers = await ask(await address('unknown'));
	expect(strangers.length).toBeGreaterThan(2);
	expect(await ask(await address('code only'))).toEqual(strangers);
	expect(await ask(await address('password'))).toEqual(strangers);
	for (const kind of ['unknown', 'code only', 'password'] as const)
		expect(await outcomeOf(requestCode(await visit(), { email: await address(kind) }))).toBe(
			'done',
		);
});

test('asking for an address of one’s own does the same work for a free and for a taken one, and says the same', async () => {
	const ask = async (email: string) => {
		const ctx = await here.as(await here.person(`${newId()}@example.org`));
		let outcome = '';
		const statements = await statementsOf(async () => {
			outcome = await outcomeOf(requestAddress(ctx, { email }));
		});
		return { statements, outcome };
	};
	await ask(await address('unknown'));
	const free = await ask(await address('unknown'));
	expect(free.outcome).toBe('done');
	expect(free.statements.length).toBeGreaterThan(2);
	expect(await ask(await address('code only'))).toEqual(free);
	expect(await ask(await address('password'))).toEqual(free);
});

test('the platform does the same for staff and for strangers, and says the same', async () => {
	const stranger = await address('unknown');
	const { email: known } = await createTestStaff(installation);
	const ask = async (verb: (ctx: PlatformContext) => Promise<unknown>) => {
		const ctx = await asStaff(installation, null);
		return statementsOf(() => verb(ctx));
	};
	await ask((ctx) => requestStaffCode(ctx, { email: `${newId()}@example.org` }));
	const verbs = (email: string) => [
		(ctx: PlatformContext) => requestStaffCode(ctx, { email }),
		(ctx: PlatformContext) => signInStaffWithCode(ctx, { email, code: '123456' }),
	];
	for (const [place, verb] of verbs(stranger).entries()) {
		const twin = verbs(known)[place] ?? verb;
		expect(await ask(twin)).toEqual(await ask(verb));
		const outcomes = [verb, twin].map(async (one) =>
			outcomeOf(one(await asStaff(installation, null))),
		);
		expect(new Set(await Promise.all(outcomes)).size).toBe(1);
	}
});

test('an invitation that never was reads like one that is over, and neither tells an address', async () => {
	const { members } = communityCaller(await here.as(await founderOf(here)));
	const { token, invitationId } = await members.createInviteLink({ roleKey: 'member' });
	const read = async (given: string) => {
		const visitor = communityCaller(await visit());
		const statements = await statementsOf(() => visitor.members.invitation({ token: given }));
		return { statements, found: await visitor.members.invitation({ token: given }) };
	};
	expect((await read(token)).found).not.toBeNull();
	await members.revokeInvitation({ invitationId });
	const over = await read(token);
	expect(over.found).toBeNull();
	expect(await read(newToken())).toEqual(over);
	const staff = platformCaller(await asStaff(installation, null)).organizations;
	expect(await staff.invitation({ token })).toBeNull();
	expect(await staff.invitation({ token: newToken() })).toBeNull();
});

test('a wrong password does the same work, and compares with a hash of the same settings, whoever it is for', async () => {
	const guess = async (email: string) => {
		const ctx = await visit();
		return statementsOf(() => signInWithPassword(ctx, { email, password: 'a guess' }));
	};
	await guess(await address('unknown'));
	const strangers = await guess(await address('unknown'));
	expect(strangers.length).toBeGreaterThan(2);
	expect(await guess(await address('code only'))).toEqual(strangers);
	expect(await guess(await address('password'))).toEqual(strangers);
	const settingsOf = (stored: string) => stored.split('$').slice(0, 4);
	expect(settingsOf(NOBODYS_HASH)).toEqual(settingsOf(await hashPassword('the right password')));
	const staff = await createTestStaff(installation);
	const guessStaff = async (email: string) => {
		const ctx = await asStaff(installation, null);
		return statementsOf(() => signInStaffWithPassword(ctx, { email, password: 'a guess' }));
	};
	expect(await guessStaff(staff.email)).toEqual(await guessStaff(await address('unknown')));
});

test('a wrong password takes as long, and says the same, whoever it is for', async () => {
	const kinds = ['unknown', 'code only', 'password'] as const;
	const times: Record<(typeof kinds)[number], number[]> = {
		...{ unknown: [], 'code only': [], password: [] },
	};
	for (let round = 0; round < 9; round++)
		for (const kind of kinds) {
			const [ctx, email] = [await visit(), await address(kind)];
			const start = performance.now();
			const outcome = await outcomeOf(signInWithPassword(ctx, { email, password: 'a guess' }));
			times[kind].push(performance.now() - start);
			expect(outcome).toBe('identity.bad_password');
		}
	const median = (list: number[]) => list.toSorted((one, other) => one - other)[4] ?? 0;
	// One hash costs some twenty times the rest: leaving it out would show far beyond this bound.
	expect(median(times.unknown) / median(times.password)).toBeGreaterThan(0.4);
	expect(median(times['code only']) / median(times.password)).toBeGreaterThan(0.4);
	expect(median(times.password) / median(times.unknown)).toBeGreaterThan(0.4);
});

test('a wrong code says the same to members and strangers', async () => {
	for (const kind of ['unknown', 'password'] as const) {
		const email = await address(kind);
		expect(await outcomeOf(signInWithCode(await visit(), { email, code: '123456' }))).toBe(
			'identity.bad_code',
		);
	}
});

test('the sixth code to an address within ten minutes is refused, with the time to wait', async () => {
	const email = await address('unknown');
	for (let index = 0; index < 5; index++) await requestCode(await visit(), { email });
	await expect(requestCode(await visit(), { email })).rejects.toMatchObject({
		...{ code: 'limits.too_many', details: { retryAfterSeconds: expect.any(Number) } },
	});
	const refused = await requestCode(await visit(), { email }).catch((error: unknown) => error);
	const { retryAfterSeconds } = (refused as { details: { retryAfterSeconds: number } }).details;
	expect(retryAfterSeconds).toBeGreaterThan(0);
	expect(retryAfterSeconds).toBeLessThanOrEqual(600);
	expect(await outcomeOf(requestCode(await visit(), { email: await address('unknown') }))).toBe(
		'done',
	);
});

test('of twelve guesses at once at one address, ten are tried', async () => {
	const email = await address('password');
	const contexts = await Promise.all(Array.from({ length: 12 }, visit));
	const outcomes = await atOnce(12, async (index) => {
		const ctx = contexts[index];
		if (ctx) await signInWithPassword(ctx, { email, password: 'a guess' });
	});
	expect(outcomes).toEqual({ 'identity.bad_password': 10, 'limits.too_many': 2 });
});

test('the limiter lets exactly its number through, and keys do not share it', async () => {
	const { limiter } = installation.services;
	const take = (key: string) => atOnce(12, () => limiter.take(key, 10, 60));
	const [one, other] = await Promise.all([take('one'), take('other')]);
	expect(one).toEqual({ done: 10, 'limits.too_many': 2 });
	expect(other).toEqual(one);
});
