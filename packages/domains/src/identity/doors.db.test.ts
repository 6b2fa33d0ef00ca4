import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InvalidError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { latestCode, signedIn, withApp } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller, jobs } from '../index.ts';
import { confirm, readConfirmation, requestConfirmation } from './confirm.ts';
import { onTrial } from './credentials.ts';
import { revokeOtherSessions, setPassword, signOut, signOutEverywhere } from './sessions.ts';
import { signInWithPassword, signInWithSecond } from './sign-in.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const visit = (request: RequestFacts = openBrowser()) =>
	createCommunityContext(installation.services, here.community, request);
const newEmail = () => `${newId()}@example.org`;
const signIn = (email: string, browser?: RequestFacts) =>
	signedIn(installation, here, email, browser);
const sessionOf = ({ cookie }: RequestFacts) => /(?:^|; )kith=([^;]+)/.exec(cookie)?.[1];

/** What the owner of an account was told of, oldest first. */
async function noticesTo(userId: string): Promise<{ what: string; payload: unknown }[]> {
	const { rows } = await installation.owner.query<{ payload: { what: string } }>(
		`select payload->'payload' as payload from streams.outbox
		where payload->>'name' = 'mail-security-notice' and payload->'payload'->>'userId' = $1 order by id`,
		[userId],
	);
	return rows.map(({ payload }) => ({ what: payload.what, payload }));
}

test('every step that changes what a session is worth gives it a new token, and the old one is worth nothing', async () => {
	const email = newEmail();
	const browser = openBrowser();
	const tokens: (string | undefined)[] = [];
	const look = async () => {
		const token = sessionOf(browser);
		for (const old of tokens) {
			const stolen = openBrowser();
			stolen.setCookie(`kith=${old}`);
			expect((await visit(stolen)).viewer).toBeNull();
		}
		expect(tokens).not.toContain(token);
		tokens.push(token);
	};
	browser.setCookie('kith=fixed-by-somebody.else');
	tokens.push(sessionOf(browser));
	await signIn(email, browser);
	await look();
	await setPassword(await visit(browser), { password: 'a first password' });
	await look();
	const change = { password: 'a second password', current: 'a first password' };
	await setPassword(await visit(browser), change);
	await look();
	await confirm(await visit(browser), { password: 'a second password' });
	await look();
	const { recoveryCodes } = await withApp(installation, here, browser);
	await look();
	await signOut(await visit(browser));
	expect(sessionOf(browser)).toBeUndefined();
	await signIn(email, browser);
	expect(sessionOf(browser)).toBeUndefined();
	await signInWithSecond(await visit(browser), { code: recoveryCodes[0] ?? '' });
	await look();
	await signIn(email, browser);
	expect((await visit(browser)).session?.factor).toBe('recovery');
});

test('a new password ends every other session, and so does signing out the others', async () => {
	const email = newEmail();
	const [mine, other] = [await signIn(email), await signIn(email)];
	await setPassword(await visit(mine), { password: 'a first password' });
	expect((await visit(other)).viewer).toBeNull();
	expect((await visit(mine)).viewer).not.toBeNull();
	const again = await signIn(email);
	await revokeOtherSessions(await visit(mine));
	expect((await visit(again)).viewer).toBeNull();
	expect((await visit(mine)).viewer).not.toBeNull();
});

test('a password, a mailed code, or nothing less, opens ten minutes for changes', async () => {
	const email = newEmail();
	const browser = await signIn(email);
	await setPassword(await visit(browser), { password: 'a first password' });
	installation.clock.advance(601);
	const start = async () => outcomeOf(communityCaller(await visit(browser)).factors.startApp());
	expect(await start()).toBe('identity.confirm_first');
	expect(await readConfirmation(await visit(browser))).toEqual({
		...{ email, hasPassword: true, isFresh: false },
		...{ app: false, recovery: false, passkey: null },
	});
	expect(await outcomeOf(confirm(await visit(browser), { password: 'a guess' }))).toBe(
		'identity.bad_password',
	);
	expect(await start()).toBe('identity.confirm_first');
	await confirm(await visit(browser), { password: 'a first password' });
	expect(await start()).toBe('done');
	installation.clock.advance(601);
	await requestConfirmation(await visit(browser));
	const code = await latestCode(installation, here.id, email);
	const wrong = code === '000000' ? '111111' : '000000';
	expect(await outcomeOf(confirm(await visit(browser), { code: wrong }))).toBe('identity.bad_code');
	await confirm(await visit(browser), { code });
	expect(await start()).toBe('done');
});

test('a device that was not seen before is told to its owner; the first one, and a known one, are not', async () => {
	const email = newEmail();
	const browser = await signIn(email);
	const { userId = '' } = (await visit(browser)).viewer ?? {};
	await setPassword(await visit(browser), { password: 'a first password' });
	const told = async () => (await noticesTo(userId)).map(({ what }) => what);
	const enter = async (request = openBrowser()) =>
		signInWithPassword(await visit(request), { email, password: 'a first password' });
	await signOut(await visit(browser));
	await enter(browser);
	expect(await told()).toEqual([]);
	await enter();
	expect(await told()).toEqual(['new-device']);
	const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
	await enter({ ...openBrowser(), cookie: browser.cookie, userAgent });
	expect(await told()).toHaveLength(2);
	const forged = openBrowser();
	forged.setCookie(`kith-device=${/kith-device=([^;.]+)/.exec(browser.cookie)?.[1]}.forged`);
	await enter(forged);
	expect(await told()).toHaveLength(3);
	await enter(browser);
	expect(await told()).toHaveLength(3);
	// Who signs out everywhere starts anew: no device is known, and the first one is told of to nobody.
	await signOutEverywhere(await visit(browser));
	await enter(browser);
	expect(await told()).toHaveLength(3);
});

test('the mail says when in the zone of its reader, with what, and roughly from where', async () => {
	const email = newEmail();
	const { userId = '', memberId } = (await visit(await signIn(email))).viewer ?? {};
	await here.db
		.updateTable('members')
		.set({ timeZone: 'Asia/Tokyo', locale: 'de' })
		.where('id', '=', memberId ?? '')
		.execute();
	const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
	await jobs.get('mail-security-notice')?.run(installation.services, {
		...{ realm: here.id, userId, what: 'new-device', at: '2026-03-01T20:00:00.000Z' },
		...{ userAgent, ip: '203.0.113.77', locale: null },
	});
	const [mail] = (await installation.mailbox.list({ limit: 50 })).filter(({ to }) =>
		JSON.stringify(to).includes(email),
	);
	expect(mail?.subject).toBe('Neue Anmeldung bei Test community');
	expect(mail?.text).toContain('2. März 2026');
	expect(mail?.text).toMatch(/05:00:00 \S+, mit Firefox unter Linux, ungefähr von 203\.0\.113\.…/);
	expect(mail?.text).not.toContain('203.0.113.77');
	expect(mail?.text).toContain(`${here.community.origin}/settings/security`);
});

test('who leaves takes their app, passkeys, codes and devices along', async () => {
	const email = newEmail();
	const browser = await signIn(email);
	await withApp(installation, here, browser);
	const ctx = await visit(browser);
	const { userId = '' } = ctx.viewer ?? {};
	const createdAt = installation.clock.now();
	await here.db
		.insertInto('passkeys')
		.values({
			...{ id: newId(), userId, credentialId: newId(), publicKey: '', counter: 0, createdAt },
			...{ host: 'here.example', name: 'Phone' },
		})
		.execute();
	await communityCaller(ctx).members.leave({ contributions: 'anonymise' });
	for (const table of ['safeguards', 'passkeys'] as const) {
		const left = here.db.selectFrom(table).select('userId').where('userId', '=', userId);
		expect(await left.execute()).toEqual([]);
	}
});

test('where passwords are switched off, one says so to everybody alike', async () => {
	const ctx = await visit();
	const { signIn: settings } = ctx.snapshot;
	const off = { ...ctx, snapshot: { ...ctx.snapshot, signIn: { ...settings, password: false } } };
	for (const email of [here.ownerEmail, newEmail()])
		expect(await outcomeOf(signInWithPassword(off, { email, password: 'a guess' }))).toBe(
			'identity.method_off',
		);
});

describe('what one network may try in vain', () => {
	const fail = () => Promise.reject(new InvalidError('identity.bad_code'));
	const from = async (ip: string, prove: () => Promise<unknown> = fail) =>
		outcomeOf(onTrial(await visit(openBrowser(ip)), null, prove));

	test('is six times a minute, and whoever proves themselves is not counted', async () => {
		for (let person = 0; person < 40; person++)
			expect(await from('203.0.113.50', async () => {})).toBe('done');
		for (let guess = 0; guess < 6; guess++)
			expect(await from('203.0.113.50')).toBe('identity.bad_code');
		expect(await from('203.0.113.50')).toBe('limits.too_many');
		expect(await from('203.0.113.50', async () => {})).toBe('limits.too_many');
		expect(await from('203.0.113.51')).toBe('identity.bad_code');
	});

	test('is six for all addresses of an IPv6 network', async () => {
		const tries = await atOnce(20, async (guess) => {
			const ctx = await visit(openBrowser(`2001:db8:0:1::${guess.toString(16)}`));
			await onTrial(ctx, null, fail);
		});
		expect(tries).toEqual({ 'identity.bad_code': 6, 'limits.too_many': 14 });
		expect(await from('2001:db8:0:1:ffff::1')).toBe('limits.too_many');
		expect(await from('2001:db8:0:2::1')).toBe('identity.bad_code');
	});

	test('is thirty an hour', async () => {
		const ip = '203.0.113.60';
		const { limiter } = installation.services;
		const key = `sign-in ${here.id} ${ip}`;
		for (let guess = 0; guess < 24; guess++) await limiter.take(key, 30, 3600);
		for (let guess = 0; guess < 6; guess++) expect(await from(ip)).toBe('identity.bad_code');
		for (let guess = 0; guess < 6; guess++) await limiter.giveBack(key, 6, 60);
		expect(await from(ip)).toBe('limits.too_many');
	});
});
