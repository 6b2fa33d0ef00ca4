import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { latestCode, signedIn } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { createPlatformContext } from '../platform-context.ts';
import type { SignInSettings } from './identity.schema.ts';
import { readProofChallenge } from './proof-of-work.ts';
import { requestCode, requestStaffCode } from './request-code.ts';
import { signOut } from './sessions.ts';
import { signInStaffWithCode } from './sign-in.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const visit = (request: RequestFacts = openBrowser()) =>
	createCommunityContext(installation.services, here.community, request);
const studio = (request: RequestFacts = openBrowser()) =>
	createPlatformContext(installation.services, request);
const newEmail = () => `${newId()}@example.org`;
const signIn = (email: string, browser?: RequestFacts) =>
	signedIn(installation, here, email, browser);

/** A visit to the community as if its owner had chosen other settings. */
async function under(captcha: SignInSettings['captcha'], browser?: RequestFacts) {
	const ctx = await visit(browser);
	const signIn = { ...ctx.snapshot.signIn, captcha };
	return { ...ctx, snapshot: { ...ctx.snapshot, signIn } };
}

async function solved(challenge: Record<string, unknown>): Promise<string> {
	const solution = await solveChallenge({ challenge: challenge as never, deriveKey });
	return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

/** The same solution, for a challenge that says it costs less. */
function cheapened(proof: string): string {
	const cheap = JSON.parse(Buffer.from(proof, 'base64').toString()) as {
		challenge: { parameters: Record<string, unknown> };
	};
	cheap.challenge.parameters['cost'] = 1;
	return Buffer.from(JSON.stringify(cheap)).toString('base64');
}

test('where work is asked for, a stranger gets a code for it, once per challenge', async () => {
	const ask = async (proof?: string) =>
		outcomeOf(requestCode(await under('always'), { email: newEmail(), proof }));
	expect(await ask()).toBe('identity.proof_needed');
	expect(await ask('bm90IGpzb24=')).toBe('identity.proof_needed');
	const challenge = (await readProofChallenge(await under('always'))) ?? {};
	const proof = await solved(challenge);
	expect(await ask(cheapened(proof))).toBe('identity.proof_needed');
	expect(await atOnce(4, () => ask(proof).then(refuseOthers))).toEqual({
		...{ done: 1, 'identity.proof_needed': 3 },
	});
	const late = await solved((await readProofChallenge(await under('always'))) ?? {});
	installation.clock.advance(601);
	expect(await ask(late)).toBe('identity.proof_needed');
});

/** Makes a thrown outcome of an outcome, for counting. */
function refuseOthers(outcome: string): void {
	if (outcome !== 'done') throw new Error(outcome);
}

/** A browser of somebody with a login to the studio, signed out again. */
async function staffDevice(): Promise<RequestFacts> {
	const [browser, email] = [openBrowser(), newEmail()];
	await requestStaffCode(await studio(browser), { email });
	const code = await latestCode(installation, 'platform', email);
	await signInStaffWithCode(await studio(browser), { email, code, name: 'Stella Staff' });
	await signOut(await studio(browser));
	return browser;
}

test('the studio asks strangers for work when many come, and a known device when it asks very often', async () => {
	const ask = async (proof?: string, browser = openBrowser()) =>
		outcomeOf(requestStaffCode(await studio(browser), { email: newEmail(), proof }));
	const challenge = async (browser?: RequestFacts) => readProofChallenge(await studio(browser));
	const known = await staffDevice();
	expect(await challenge()).toBeNull();
	expect(await ask()).toBe('done');
	for (let wishes = 0; wishes < 60; wishes++)
		await installation.services.limiter.count('strangers platform', 600);
	expect(await readProofChallenge(await under('auto'))).toBeNull();

	expect(await ask()).toBe('identity.proof_needed');
	expect(await ask('bm90IGpzb24=')).toBe('identity.proof_needed');
	const proof = await solved((await challenge()) ?? {});
	expect(await ask(cheapened(proof))).toBe('identity.proof_needed');
	const foreign = await solved((await readProofChallenge(await under('always'))) ?? {});
	expect(await ask(foreign)).toBe('identity.proof_needed');
	expect(await atOnce(4, () => ask(proof).then(refuseOthers))).toEqual({
		...{ done: 1, 'identity.proof_needed': 3 },
	});
	const late = await solved((await challenge()) ?? {});
	installation.clock.advance(601);
	expect(await ask(late)).toBe('identity.proof_needed');

	expect(await challenge(known)).toBeNull();
	const wishes: string[] = [];
	for (let wish = 0; wish < 16; wish++) wishes.push(await ask(undefined, known));
	expect(wishes).toEqual([...Array<string>(15).fill('done'), 'identity.proof_needed']);
	expect(await ask(await solved((await challenge(known)) ?? {}), known)).toBe('done');
});

test('work that was not done counts against no address', async () => {
	const email = newEmail();
	const ask = async (proof?: string) =>
		outcomeOf(requestStaffCode(await studio(), { email, proof }));
	for (let wish = 0; wish < 6; wish++) expect(await ask()).toBe('identity.proof_needed');
	const proof = await solved((await readProofChallenge(await studio())) ?? {});
	expect(await ask(proof)).toBe('done');
});

test('work is asked for only when many strangers come, and never of a known device', async () => {
	expect(await readProofChallenge(await under('off'))).toBeNull();
	const known = await signIn(newEmail());
	await signOut(await visit(known));
	expect(await readProofChallenge(await under('always', known))).toBeNull();
	installation.clock.advance(601);
	const { limiter } = installation.services;
	// The window of the limiter is the machine's own clock: what earlier tests asked for is counted with these.
	for (let wishes = 0; wishes < 60; wishes++) await limiter.count(`strangers ${here.id}`, 600);
	expect(await readProofChallenge(await under('auto'))).not.toBeNull();
	expect(await outcomeOf(requestCode(await under('auto'), { email: newEmail() }))).toBe(
		'identity.proof_needed',
	);
	const ask = requestCode(await under('auto', known), { email: newEmail() });
	expect(await outcomeOf(ask)).toBe('done');
	expect(await outcomeOf(requestCode(await under('off'), { email: newEmail() }))).toBe('done');
});
