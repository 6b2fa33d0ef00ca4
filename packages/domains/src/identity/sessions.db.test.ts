import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { latestCode } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff, openBrowser } from '@kith/testing/test-staff';
import { createCommunityContext } from '../create-context.ts';
import type { RequestFacts } from '../context.ts';
import { createPlatformContext } from '../platform-context.ts';
import { requestCode } from './request-code.ts';
import {
	listSessions,
	revokeSession,
	setPassword,
	signOut,
	signOutEverywhere,
} from './sessions.ts';
import { signInWithCode, signInWithPassword } from './sign-in.ts';

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
async function signIn(email: string, community = here): Promise<RequestFacts> {
	const browser = openBrowser();
	await requestCode(await visit(browser, community), { email });
	const code = await latestCode(installation, community.id, email);
	await signInWithCode(await visit(browser, community), { email, code });
	await visit(browser, community);
	return browser;
}
const isIn = async (browser: RequestFacts) => (await visit(browser)).viewer !== null;
const newEmail = () => `${newId()}@example.org`;

test('a session that is revoked from another device is refused from the next request on', async () => {
	const email = newEmail();
	const [phone, laptop] = [await signIn(email), await signIn(email)];
	const sessions = await listSessions(await visit(laptop));
	expect(sessions).toHaveLength(2);
	expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
	const other = sessions.find(({ isCurrent }) => !isCurrent);
	expect(other).toMatchObject({ device: 'test browser', ip: phone.ip });
	expect(await isIn(phone)).toBe(true);
	await revokeSession(await visit(laptop), { sessionId: other?.id ?? '' });
	expect([await isIn(phone), await isIn(laptop)]).toEqual([false, true]);
	expect(installation.heard).toContainEqual(
		expect.objectContaining({ topic: 'sessions.revoked', communityId: here.id }),
	);
});

test('signing out ends this browser alone, signing out everywhere ends them all', async () => {
	const email = newEmail();
	const [one, two, three] = [await signIn(email), await signIn(email), await signIn(email)];
	const bystander = await signIn(newEmail());
	const stolen = { ...openBrowser(), cookie: one.cookie };
	await signOut(await visit(one));
	expect(one.cookie).not.toMatch(/(?:^|; )kith=/);
	expect([await isIn(stolen), await isIn(two), await isIn(three)]).toEqual([false, true, true]);
	await signOutEverywhere(await visit(two));
	expect([await isIn(two), await isIn(three), await isIn(bystander)]).toEqual([false, false, true]);
});

test("nobody ends, or sees, somebody else's sessions", async () => {
	const [mine, theirs] = [await signIn(newEmail()), await signIn(newEmail())];
	const [session] = await listSessions(await visit(theirs));
	const email = newEmail();
	const [foreign] = await listSessions(await visit(await signIn(email, there), there));
	for (const sessionId of [session?.id ?? '', foreign?.id ?? '', newId()])
		expect(await outcomeOf(revokeSession(await visit(mine), { sessionId }))).toBe(
			'identity.session_not_found',
		);
	expect(await isIn(theirs)).toBe(true);
	expect(await listSessions(await visit(mine))).toHaveLength(1);
	const visitor = await visit(openBrowser());
	const attempts = [
		listSessions(visitor),
		revokeSession(visitor, { sessionId: newId() }),
		signOutEverywhere(visitor),
		setPassword(visitor, { password: 'long enough' }),
	];
	expect(await Promise.all(attempts.map(outcomeOf))).toEqual(
		Array(4).fill('identity.sign_in_needed'),
	);
	expect(await outcomeOf(signOut(visitor))).toBe('done');
});

test('a password is set once by who is signed in, changed by who knows it, and signs in', async () => {
	const email = newEmail();
	const browser = await signIn(email);
	const enter = async (password: string) =>
		outcomeOf(signInWithPassword(await visit(openBrowser()), { email, password }));
	expect(await enter('first password')).toBe('identity.bad_password');
	await setPassword(await visit(browser), { password: 'first password' });
	expect(await enter('first password')).toBe('done');
	for (const current of [undefined, '', 'not the password'])
		expect(
			await outcomeOf(setPassword(await visit(browser), { password: 'second password', current })),
		).toBe('identity.bad_password');
	const change = { password: 'second password', current: 'first password' };
	await setPassword(await visit(browser), change);
	expect([await enter('first password'), await enter('second password')]).toEqual([
		...['identity.bad_password', 'done'],
	]);
	const elsewhere = await visit(openBrowser(), there);
	await there.person(email);
	expect(
		await outcomeOf(signInWithPassword(elsewhere, { email, password: 'second password' })),
	).toBe('identity.bad_password');
});

test('passwords are kept as argon2id hashes', async () => {
	const email = newEmail();
	await setPassword(await visit(await signIn(email)), { password: 'kept as a hash' });
	const { rows } = await installation.owner.query<{ password: string }>(
		`select password from c_${here.id}.auth_accounts a join c_${here.id}.auth_users u on u.id = a.user_id
		where u.email = $1`,
		[email],
	);
	expect(rows[0]?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('staff sign out of the platform', async () => {
	const { staffId } = await createTestStaff(installation);
	const ctx = await asStaff(installation, staffId);
	const stolen = { ...openBrowser(), cookie: ctx.request.cookie };
	await signOut(ctx);
	expect((await createPlatformContext(installation.services, stolen)).staff).toBeNull();
});
