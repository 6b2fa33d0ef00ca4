import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { latestCode } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, openBrowser } from '@kith/testing/test-staff';
import { createCommunityContext } from '../create-context.ts';
import type { RequestFacts } from '../context.ts';
import { createPlatformContext } from '../platform-context.ts';
import { requestCode, requestStaffCode } from './request-code.ts';
import { signInStaffWithCode, signInWithCode } from './sign-in.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const visit = (community: TestCommunity, request: RequestFacts = openBrowser()) =>
	createCommunityContext(installation.services, community.community, request);
const newEmail = () => `${newId()}@example.org`;
async function codeFor(community: TestCommunity, email: string): Promise<string> {
	await requestCode(await visit(community), { email });
	return latestCode(installation, community.id, email);
}
const wrong = (code: string) => (code === '000000' ? '111111' : '000000');

test('a code from the mail signs in, makes the member, and holds in the next request', async () => {
	const browser = openBrowser();
	const email = newEmail();
	const code = await codeFor(here, email);
	const result = await signInWithCode(await visit(here, browser), { email, code, name: 'Nora' });
	expect(result).toEqual({ standing: 'member', isNew: true });
	expect((await visit(here, browser)).viewer).toMatchObject({
		...{ email, name: 'Nora', standing: 'active' },
	});
	const again = await codeFor(here, email);
	expect(await signInWithCode(await visit(here), { email, code: again })).toEqual({
		...{ standing: 'member', isNew: false },
	});
});

test('a code signs in once, however many use it at the same time', async () => {
	const email = newEmail();
	const code = await codeFor(here, email);
	const outcomes = await atOnce(50, async () => signInWithCode(await visit(here), { email, code }));
	const { done, ...refused } = outcomes;
	expect(done).toBe(1);
	// Ten may try at one address; the others are not even looked at.
	const few = Object.keys(refused).filter((code) => code !== 'identity.bad_code');
	expect(few).toEqual(['limits.too_many']);
	expect(await outcomeOf(signInWithCode(await visit(here), { email, code }))).not.toBe('done');
});

test('after five wrong codes the right one is worth nothing', async () => {
	const email = newEmail();
	const code = await codeFor(here, email);
	for (let index = 0; index < 5; index++)
		expect(await outcomeOf(signInWithCode(await visit(here), { email, code: wrong(code) }))).toBe(
			'identity.bad_code',
		);
	expect(await outcomeOf(signInWithCode(await visit(here), { email, code }))).toBe(
		'identity.bad_code',
	);
});

test('a newer code takes the place of the older', async () => {
	const email = newEmail();
	const older = await codeFor(here, email);
	const newer = await codeFor(here, email);
	if (older !== newer)
		expect(await outcomeOf(signInWithCode(await visit(here), { email, code: older }))).toBe(
			'identity.bad_code',
		);
	expect(await outcomeOf(signInWithCode(await visit(here), { email, code: newer }))).toBe('done');
});

test('a code of one community, or of the platform, is worth nothing in another', async () => {
	const email = newEmail();
	const code = await codeFor(here, email);
	const elsewhere = await codeFor(there, email);
	await requestStaffCode(await asStaff(installation, null), { email });
	const platform = await latestCode(installation, 'platform', email);
	for (const foreign of [code, platform].filter((one) => one !== elsewhere))
		expect(await outcomeOf(signInWithCode(await visit(there), { email, code: foreign }))).toBe(
			'identity.bad_code',
		);
	expect(await outcomeOf(signInWithCode(await visit(here), { email, code }))).toBe('done');
});

test("a session of one community is nobody's in another, nor on the platform", async () => {
	const browser = openBrowser();
	const email = newEmail();
	const code = await codeFor(here, email);
	await signInWithCode(await visit(here, browser), { email, code });
	await there.person(email);
	expect((await visit(here, browser)).viewer).not.toBeNull();
	expect((await visit(there, browser)).viewer).toBeNull();
	expect((await createPlatformContext(installation.services, browser)).staff).toBeNull();
});

test('staff sign in by code on the platform, and are nobody in any community by that', async () => {
	const browser = openBrowser();
	const email = newEmail();
	const platform = () => createPlatformContext(installation.services, browser);
	await requestStaffCode(await platform(), { email });
	const code = await latestCode(installation, 'platform', email);
	expect(await outcomeOf(signInStaffWithCode(await platform(), { email, code: wrong(code) }))).toBe(
		'identity.bad_code',
	);
	await signInStaffWithCode(await platform(), { email, code, name: 'Sam' });
	expect((await platform()).staff).toMatchObject({ email, name: 'Sam', organizations: [] });
	expect((await visit(here, browser)).viewer).toBeNull();
});

test('where joining is by invitation, a code signs in and makes no member', async () => {
	const closed = await createTestCommunity(installation, {
		access: { visibility: 'private', join: 'invite' },
	});
	const browser = openBrowser();
	const email = newEmail();
	const code = await codeFor(closed, email);
	expect(await signInWithCode(await visit(closed, browser), { email, code })).toEqual({
		...{ standing: 'not_invited', isNew: false },
	});
	const inside = await visit(closed, browser);
	expect(inside.actor).toEqual({ kind: 'anonymous' });
	expect(inside.viewer).toMatchObject({ standing: 'none', memberId: null });
});
