import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { codeOfApp, signedIn, withApp } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openBrowser } from '@kith/testing/test-staff';
import type { CommunityContext, RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { checkFactorCode } from './check-code.ts';
import { confirmTotp } from './confirm-totp.ts';
import { readFactors } from './read-factors.ts';
import { removeTotp } from './remove-totp.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { readTotpSetup, startTotp } from './start-totp.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const visit = (request: RequestFacts, community = here) =>
	createCommunityContext(installation.services, community.community, request);
const signInWithSecond = (ctx: CommunityContext, proof: { code: string }) =>
	communityCaller(ctx).identity.signInWithSecond(proof);
const newEmail = () => `${newId()}@example.org`;
const signIn = (email: string) => signedIn(installation, here, email);
/** A browser that has shown a code of the mail and waits to be asked for more. */
const atSecondStep = (email: string) => signedIn(installation, here, email);

test('an app is set up by its first code, and gives ten recovery codes once', async () => {
	const browser = await signIn(newEmail());
	await startTotp(await visit(browser));
	const { secret, uri, picture } = await readTotpSetup(await visit(browser));
	expect(uri).toContain(`secret=${secret}`);
	expect(picture.path).toMatch(/^M\d+ \d+h/);
	const before = browser.cookie;
	expect(await outcomeOf(confirmTotp(await visit(browser), { code: '000000' }))).toBe(
		'factors.bad_code',
	);
	expect((await readFactors(await visit(browser))).app).toBeNull();
	const { recoveryCodes } = await confirmTotp(await visit(browser), {
		code: codeOfApp(installation, secret),
	});
	expect(recoveryCodes).toHaveLength(10);
	expect(new Set(recoveryCodes).size).toBe(10);
	const own = await readFactors(await visit(browser));
	expect(own).toMatchObject({ app: { since: expect.any(Date) }, recoveryLeft: 10, isFresh: true });
	expect(browser.cookie).not.toBe(before);
	expect(await outcomeOf(startTotp(await visit(browser)))).toBe('factors.app_is_on');
	expect(await outcomeOf(readTotpSetup(await visit(browser)))).toBe('factors.setup_not_found');
});

test('turning the app on ends the sessions that were not proved by it', async () => {
	const email = newEmail();
	const [other, browser] = [await signIn(email), await signIn(email)];
	await visit(other);
	await withApp(installation, here, browser);
	expect((await visit(other)).viewer).toBeNull();
	const ctx = await visit(browser);
	expect(ctx.session?.factor).toBe('app');
});

test('with an app, a mailed code is not enough: nobody is signed in before a code of the app', async () => {
	const email = newEmail();
	const { secret } = await withApp(installation, here, await signIn(email));
	const browser = await atSecondStep(email);
	const waiting = await visit(browser);
	expect([waiting.viewer, waiting.session]).toEqual([null, null]);
	installation.clock.advance(30);
	const code = codeOfApp(installation, secret);
	expect(await signInWithSecond(waiting, { code })).toEqual({ standing: 'member', isNew: false });
	expect((await visit(browser)).viewer).toMatchObject({ email });
});

/** The limit of guesses would stop most of many before they are compared. */
function unlimited(ctx: CommunityContext): CommunityContext {
	const { services } = ctx;
	return {
		...ctx,
		services: { ...services, limiter: { ...services.limiter, take: async () => {} } },
	};
}

test('fifty parallel uses of one code of the app sign in once', async () => {
	const email = newEmail();
	const { secret } = await withApp(installation, here, await signIn(email));
	installation.clock.advance(60);
	const code = codeOfApp(installation, secret);
	const waiting = [await atSecondStep(email), await atSecondStep(email), await atSecondStep(email)];
	const outcomes = await atOnce(50, async (index) => {
		const browser = { ...openBrowser(), cookie: waiting[index % 3]?.cookie ?? '' };
		await signInWithSecond(unlimited(await visit(browser)), { code });
	});
	expect(outcomes).toEqual({ done: 1, 'factors.bad_code': 49 });
});

test('fifty parallel uses of one recovery code sign in once', async () => {
	const email = newEmail();
	const { recoveryCodes } = await withApp(installation, here, await signIn(email));
	const browser = await atSecondStep(email);
	const [code = '', other = ''] = recoveryCodes;
	const waiting = await visit(browser);
	const { viewer } = await visit(await firstOf(email, recoveryCodes));
	const userId = viewer?.userId ?? '';
	const outcomes = await atOnce(50, () => checkFactorCode(unlimited(waiting), userId, code));
	expect(outcomes).toEqual({ done: 1, 'factors.bad_code': 49 });
	const typed = other.toUpperCase().replace('-', ' ');
	expect(await outcomeOf(signInWithSecond(waiting, { code: typed }))).toBe('done');
	expect((await readFactors(await visit(browser))).recoveryLeft).toBe(7);
});

/** Signs in by the last of the recovery codes. */
async function firstOf(email: string, codes: readonly string[]): Promise<RequestFacts> {
	const browser = await atSecondStep(email);
	await signInWithSecond(await visit(browser), { code: codes.at(-1) ?? '' });
	return browser;
}

test('after ten guesses no code is compared any more, not even the right one', async () => {
	const email = newEmail();
	const { secret } = await withApp(installation, here, await signIn(email));
	installation.clock.advance(60);
	const waiting = await visit(await atSecondStep(email));
	const wrong = codeOfApp(installation, secret) === '000000' ? '111111' : '000000';
	const from = (index: number) => ({
		...waiting,
		request: { ...waiting.request, ip: `203.0.113.${index}` },
	});
	const guesses = await atOnce(12, (index) => signInWithSecond(from(index), { code: wrong }));
	// One of the ten was used when the app was set up.
	expect(guesses).toEqual({ 'factors.bad_code': 9, 'limits.too_many': 3 });
	const right = { code: codeOfApp(installation, secret) };
	await expect(signInWithSecond(from(99), right)).rejects.toMatchObject({
		cause: { code: 'limits.too_many', details: { retryAfterSeconds: expect.any(Number) } },
	});
});

test('new recovery codes make the old ones worthless; without a factor there are none', async () => {
	const email = newEmail();
	const browser = await signIn(email);
	expect(await outcomeOf(renewRecoveryCodes(await visit(browser)))).toBe('factors.none');
	const { recoveryCodes } = await withApp(installation, here, browser);
	const renewed = await renewRecoveryCodes(await visit(browser));
	expect(renewed.recoveryCodes).toHaveLength(10);
	const waiting = await visit(await atSecondStep(email));
	const enter = (code = '') => outcomeOf(signInWithSecond(waiting, { code }));
	expect(await enter(recoveryCodes[0])).toBe('factors.bad_code');
	expect(await enter(renewed.recoveryCodes?.[0])).toBe('done');
});

test('turning the app off leaves no second step, no codes, and no session that counts for more', async () => {
	const email = newEmail();
	const browser = await signIn(email);
	await withApp(installation, here, browser);
	expect(await outcomeOf(removeTotp(await visit(browser)))).toBe('done');
	expect(await outcomeOf(removeTotp(await visit(browser)))).toBe('factors.app_not_found');
	const own = await readFactors(await visit(browser));
	expect(own).toMatchObject({ app: null, recoveryLeft: 0 });
	expect((await visit(browser)).session?.factor).toBeNull();
	expect((await visit(await signIn(email))).viewer).toMatchObject({ email });
});

test('ten minutes after a proof nothing of this is changed without another', async () => {
	const browser = await signIn(newEmail());
	await startTotp(await visit(browser));
	installation.clock.advance(601);
	const ctx = await visit(browser);
	const attempts = [
		startTotp(ctx),
		readTotpSetup(ctx),
		confirmTotp(ctx, { code: '123456' }),
		removeTotp(ctx),
		renewRecoveryCodes(ctx),
	];
	expect(await Promise.all(attempts.map(outcomeOf))).toEqual(
		Array(5).fill('identity.confirm_first'),
	);
	expect((await readFactors(ctx)).isFresh).toBe(false);
});

test('what waits at the second step here is nothing in another community, and ends after ten minutes', async () => {
	const email = newEmail();
	const { recoveryCodes } = await withApp(installation, here, await signIn(email));
	const browser = await atSecondStep(email);
	const code = recoveryCodes[0] ?? '';
	expect(await outcomeOf(signInWithSecond(await visit(browser, there), { code }))).toBe(
		'identity.step_over',
	);
	installation.clock.advance(601);
	expect(await outcomeOf(signInWithSecond(await visit(browser), { code }))).toBe(
		'identity.step_over',
	);
	const forged = openBrowser();
	forged.setCookie('kith-step=forged');
	expect(await outcomeOf(signInWithSecond(await visit(forged), { code }))).toBe(
		'identity.step_over',
	);
});

test('nothing that is kept can be used by who reads it', async () => {
	const email = newEmail();
	const { secret, recoveryCodes } = await withApp(installation, here, await signIn(email));
	const { rows } = await installation.owner.query<{ row: string }>(
		`select s::text as row from c_${here.id}.safeguards s join c_${here.id}.auth_users u on u.id = s.user_id
		where u.email = $1`,
		[email],
	);
	const kept = rows[0]?.row ?? '';
	expect(kept).not.toBe('');
	for (const told of [
		secret,
		...recoveryCodes,
		...recoveryCodes.map((one) => one.replace('-', '')),
	])
		expect(kept).not.toContain(told);
});

test('a code that signs in is refused without an app, whoever asks', async () => {
	const browser = openBrowser();
	expect(await outcomeOf(signInWithSecond(await visit(browser), { code: '123456' }))).toBe(
		'identity.step_over',
	);
	expect(
		await outcomeOf(
			communityCaller(await visit(browser)).identity.signInWithCode({
				...{ email: newEmail(), code: '123456' },
			}),
		),
	).toBe('identity.bad_code');
});
