import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { signedIn } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createTestPasskey } from '@kith/testing/test-passkey';
import { asStaff, createTestStaff, openBrowser } from '@kith/testing/test-staff';
import type { CommunityContext, RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller, platformCaller } from '../index.ts';
import { createPlatformContext } from '../platform-context.ts';
import { addPasskey } from './add-passkey.ts';
import { passkeyChallenge, startPasskey } from './passkey-options.ts';
import { readFactors } from './read-factors.ts';
import { removePasskey } from './remove-passkey.ts';
import { renamePasskey } from './rename-passkey.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const visit = (request: RequestFacts = openBrowser(), community = here) =>
	createCommunityContext(installation.services, community.community, request);
type Proof = { passkey: string };
const signInWithPasskey = (ctx: CommunityContext, proof: Proof) =>
	communityCaller(ctx).identity.signInWithPasskey(proof);
const signInWithSecond = (ctx: CommunityContext, proof: Proof) =>
	communityCaller(ctx).identity.signInWithSecond(proof);
const readSecondStep = (ctx: CommunityContext) => communityCaller(ctx).identity.secondStep();
const newEmail = () => `${newId()}@example.org`;

async function withPasskey(email = newEmail(), community = here) {
	const browser = await signedIn(installation, community, email);
	const passkey = createTestPasskey(community.community.origin);
	const options = await startPasskey(await visit(browser, community));
	const answer = { name: 'Laptop', passkey: passkey.make(options) };
	const { recoveryCodes } = await addPasskey(await visit(browser, community), answer);
	return { email, browser, passkey, recoveryCodes, answer };
}

test('a passkey is added with a name, gives recovery codes the first time, and ends other sessions', async () => {
	const email = newEmail();
	const other = await signedIn(installation, here, email);
	await visit(other);
	const { browser, recoveryCodes } = await withPasskey(email);
	expect(recoveryCodes).toHaveLength(10);
	expect((await visit(other)).viewer).toBeNull();
	const ctx = await visit(browser);
	expect(ctx.session?.factor).toBe('passkey');
	expect((await readFactors(ctx)).passkeys).toEqual([
		expect.objectContaining({ name: 'Laptop', lastUsedAt: null, isElsewhere: false }),
	]);
	const second = createTestPasskey(here.community.origin);
	const options = await startPasskey(ctx);
	expect(options['excludeCredentials']).toHaveLength(1);
	const more = await addPasskey(ctx, { name: 'Phone', passkey: second.make(options) });
	expect(more.recoveryCodes).toBeNull();
});

test('a passkey signs in alone, tells when it was used, and works for its own community only', async () => {
	const { email, passkey } = await withPasskey();
	const browser = openBrowser();
	const challenge = await passkeyChallenge(await visit(browser));
	expect(challenge['allowCredentials']).toBeUndefined();
	const answer = { passkey: passkey.use(challenge) };
	expect(await signInWithPasskey(await visit(browser), answer)).toEqual({
		...{ standing: 'member', isNew: false },
	});
	const ctx = await visit(browser);
	expect(ctx.viewer).toMatchObject({ email });
	expect((await readFactors(ctx)).passkeys[0]?.lastUsedAt).toBeInstanceOf(Date);
	const foreign = await visit(undefined, there);
	const given = { passkey: passkey.use(await passkeyChallenge(foreign)) };
	expect(await outcomeOf(signInWithPasskey(foreign, given))).toBe('identity.bad_passkey');
});

test('fifty parallel uses of one answer sign in once', async () => {
	const { passkey } = await withPasskey();
	const ctx = await visit();
	const answer = { passkey: passkey.use(await passkeyChallenge(ctx)) };
	const outcomes = await atOnce(50, async () => signInWithPasskey(await visit(), answer));
	expect(outcomes).toEqual({ done: 1, 'identity.bad_passkey': 49 });
});

test('an answer that is unknown, late, of another question, unverified or garbled signs nobody in', async () => {
	const { passkey, browser } = await withPasskey();
	const ctx = await visit();
	const enter = async (answer: string) =>
		outcomeOf(signInWithPasskey(await visit(), { passkey: answer }));
	const challenge = await passkeyChallenge(ctx);
	const stranger = createTestPasskey(here.community.origin);
	stranger.make({ user: { id: 'eA' } });
	const late = passkey.use(challenge);
	const ofAdding = passkey.use(await startPasskey(await visit(browser)));
	const elsewhere = passkey.use(await passkeyChallenge(await visit(undefined, there)));
	const found = [
		await enter(stranger.use(challenge)),
		await enter(ofAdding),
		await enter(elsewhere),
		await enter(passkey.use(challenge, { isVerified: false })),
		await enter(late.replace(/"signature":"..../, '"signature":"AAAA')),
		await enter('[]'),
	];
	installation.clock.advance(301);
	found.push(await enter(late));
	expect(found).toEqual(Array(7).fill('identity.bad_passkey'));
});

test('after a mailed code a passkey is the second step, and nobody else’s is', async () => {
	const { email, passkey } = await withPasskey();
	const others = await withPasskey();
	const browser = await signedIn(installation, here, email);
	const waiting = await visit(browser);
	expect(waiting.viewer).toBeNull();
	const step = await readSecondStep(waiting);
	expect(step).toMatchObject({ email, app: false, recovery: true });
	const options = step?.passkey ?? {};
	expect(options['allowCredentials']).toHaveLength(1);
	const wrong = { passkey: others.passkey.use(options) };
	expect(await outcomeOf(signInWithSecond(waiting, wrong))).toBe('identity.bad_passkey');
	await signInWithSecond(waiting, { passkey: passkey.use(options) });
	expect((await visit(browser)).viewer).toMatchObject({ email });
	expect(await readSecondStep(await visit(openBrowser()))).toBeNull();
});

test('passkeys are renamed and removed by their owner alone; the last one takes the second step along', async () => {
	const mine = await withPasskey();
	const theirs = await withPasskey();
	const [ctx, foreign] = [await visit(mine.browser), await visit(theirs.browser)];
	const passkeyId = (await readFactors(ctx)).passkeys[0]?.id ?? '';
	const attempts = [
		renamePasskey(foreign, { passkeyId, name: 'Mine now' }),
		removePasskey(foreign, { passkeyId }),
		renamePasskey(ctx, { passkeyId: newId(), name: 'Nothing' }),
	];
	expect(await Promise.all(attempts.map(outcomeOf))).toEqual(
		Array(3).fill('factors.passkey_not_found'),
	);
	await renamePasskey(ctx, { passkeyId, name: 'ノート' });
	expect((await readFactors(ctx)).passkeys[0]?.name).toBe('ノート');
	await removePasskey(ctx, { passkeyId });
	expect(await readFactors(await visit(mine.browser))).toMatchObject({
		...{ passkeys: [], recoveryLeft: 0 },
	});
	expect((await visit(mine.browser)).session?.factor).toBeNull();
	const again = { passkey: mine.passkey.use(await passkeyChallenge(await visit())) };
	expect(await outcomeOf(signInWithPasskey(await visit(), again))).toBe('identity.bad_passkey');
	expect((await visit(await signedIn(installation, here, mine.email))).viewer).not.toBeNull();
});

test('one passkey is kept once, and only with a challenge of its own', async () => {
	const { browser, answer } = await withPasskey();
	const ctx = await visit(browser);
	expect(await outcomeOf(addPasskey(ctx, answer))).toBe('limits.too_many');
	const other = createTestPasskey(here.community.origin);
	const unasked = { name: 'Phone', passkey: other.make(await passkeyChallenge(ctx)) };
	expect(await outcomeOf(addPasskey(ctx, unasked))).toBe('factors.bad_passkey');
	installation.clock.advance(601);
	const stale = await visit(browser);
	const attempts = [startPasskey(stale), addPasskey(stale, answer)];
	expect(await Promise.all(attempts.map(outcomeOf))).toEqual(
		Array(2).fill('identity.confirm_first'),
	);
});

test('where passkeys are switched off nobody signs in by one; they stay for later', async () => {
	const { passkey, browser } = await withPasskey(newEmail(), there);
	const ctx = await visit(undefined, there);
	const answer = { passkey: passkey.use(await passkeyChallenge(ctx)) };
	const off = {
		...ctx,
		snapshot: { ...ctx.snapshot, signIn: { ...ctx.snapshot.signIn, passkey: false } },
	};
	expect(await outcomeOf(signInWithPasskey(off, answer))).toBe('identity.method_off');
	expect((await readFactors(await visit(browser, there))).passkeys).toHaveLength(1);
	expect(await outcomeOf(signInWithPasskey(ctx, answer))).toBe('done');
});

test('staff add a passkey and sign in to the studio by it', async () => {
	const { staffId, email } = await createTestStaff(installation);
	const { services } = installation;
	const first = await asStaff(installation, staffId);
	const passkey = createTestPasskey(services.platformOrigin);
	const made = passkey.make(await startPasskey(first));
	await addPasskey(first, { name: 'Key', passkey: made });
	const browser = openBrowser();
	const ctx = await createPlatformContext(services, browser);
	const answer = { passkey: passkey.use(await passkeyChallenge(ctx)) };
	await platformCaller(ctx).identity.signInWithPasskey(answer);
	const { staff } = await createPlatformContext(services, browser);
	expect(staff).toMatchObject({ email, hasSecondFactor: true });
});
