import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { doorsIn } from '@kith/testing/test-door';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { loginAt } from '@kith/testing/test-login';
import { pay } from '@kith/testing/test-purchases';
import { makePrice, makeTier, openTestSales, type TestSales } from '@kith/testing/test-sales';
import { connect, connectionFields } from '@kith/testing/test-sso';
import { openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';
import type { ConnectionView, CreateConnection, MappingRule } from './sso.schema.ts';

let installation: TestInstallation;
let shop: TestSales;
let here: TestCommunity;
let tierId: string;
let otherTier: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	shop = await openTestSales(installation);
	here = shop.here;
	tierId = await makeTier(here, { name: 'Crew' });
	otherTier = await makeTier(here, { name: 'Friends' });
	await makePrice(here, otherTier, { amount: 900 });
});
afterAll(() => installation.close());

const SHARED = 'a secret of thirty-two characters';
const visit = (browser: RequestFacts) =>
	createCommunityContext(installation.services, here.community, browser);
const owner = async () => communityCaller(await here.as(shop.founder));
const gives = (value: string, tier = tierId): MappingRule => ({
	...{ claim: 'groups', value, roleId: null, spaceId: null, tierId: tier },
});
const open = (change: Partial<CreateConnection>) =>
	connect(here, {
		source: {
			...{ kind: 'token', loginUrl: 'https://acme.example/login', algorithm: 'HS256' },
			publicKey: '',
		},
		...{ secret: SHARED, ...change },
	});

type Says = { sub: string; email: string; groups: string[] };
async function comeBy(connection: ConnectionView, says: Says, browser = openBrowser()) {
	const connectionId = connection.id;
	const wish = { connectionId, next: '/', invitation: null, test: null };
	const { url } = await startSignIn(await visit(browser), wish);
	const signing = { secret: SHARED, now: installation.services.clock.now() };
	const query = loginAt(url, signing, () => says).search.slice(1);
	await finishSignIn(await visit(browser), { connectionId, query });
	return browser;
}
const someone = () => ({ sub: newId(), email: `${newId()}@acme.example` });
const heldBy = async (browser: RequestFacts) => {
	const memberId = (await visit(browser)).viewer?.memberId ?? '';
	const rows = here.db.selectFrom('memberships').select(['tierId', 'source', 'status']);
	return rows.where('memberId', '=', memberId).where('status', '<>', 'canceled').execute();
};
const crew = { source: 'complimentary', status: 'active' };

test('a tier comes with the claim and goes with it; coming again, it is given once', async () => {
	const connection = await open({ rules: [gives('crew'), gives('friends', otherTier)] });
	const says = { ...someone(), groups: ['crew'] };
	const browser = await comeBy(connection, says);
	expect(await heldBy(browser)).toEqual([{ ...crew, tierId }]);
	await comeBy(connection, says, browser);
	expect(await heldBy(browser)).toHaveLength(1);
	await comeBy(connection, { ...says, groups: ['friends'] }, browser);
	expect(await heldBy(browser)).toEqual([{ ...crew, tierId: otherTier }]);
	await comeBy(connection, { ...says, groups: [] }, browser);
	expect(await heldBy(browser)).toEqual([]);
});

test('two who sign in at once with the same claim have it once', async () => {
	const connection = await open({ rules: [gives('crew')] });
	const says = { ...someone(), groups: ['crew'] };
	const browser = await comeBy(connection, { ...says, groups: [] });
	await Promise.all([1, 2, 3].map(() => comeBy(connection, says, openBrowser())));
	expect(await heldBy(browser)).toEqual([{ ...crew, tierId }]);
});

test('what is paid for, and what a hand gave, stays when the claim is gone', async () => {
	const connection = await open({ rules: [gives('crew'), gives('crew', otherTier)] });
	const says = { ...someone(), groups: [] as string[] };
	const browser = await comeBy(connection, says);
	const memberId = (await visit(browser)).viewer?.memberId ?? '';
	const priceId = await makePrice(here, otherTier, { amount: 700 });
	const { url } = await communityCaller(await visit(browser)).sales.buy({ priceId });
	await pay(installation, url);
	await (
		await owner()
	).memberships.give({ id: newId(), memberId, tierId, endsAt: null, reason: 'Thanks' });
	const before = (await heldBy(browser)).toSorted((a, b) => a.source.localeCompare(b.source));
	expect(before.map(({ source }) => source)).toEqual(['complimentary', 'purchase']);
	await comeBy(connection, { ...says, groups: ['crew'] }, browser);
	expect(await heldBy(browser)).toHaveLength(3);
	await comeBy(connection, says, browser);
	const after = (await heldBy(browser)).toSorted((a, b) => a.source.localeCompare(b.source));
	expect(after).toEqual(before);
});

test('of two connections each takes back its own; a connection that is removed takes all of its own', async () => {
	const [one, two] = [await open({ rules: [gives('crew')] }), await open({ rules: [] })];
	const says = { ...someone(), groups: ['crew'] };
	const browser = await comeBy(one, says);
	await comeBy(two, { ...says, groups: [] }, browser);
	expect(await heldBy(browser)).toEqual([{ ...crew, tierId }]);
	const { sso } = await owner();
	expect((await sso.planRemoval({ connectionId: one.id })).given).toBe(1);
	await sso.remove({ connectionId: one.id });
	expect(await heldBy(browser)).toEqual([]);
});

test('a rule gives a tier alone, one of this community that is on offer or given, by who could give it', async () => {
	const beside = await openTestSales(installation);
	const foreign = await makeTier(beside.here, { name: 'Foreign' });
	const { sso, tiers } = await owner();
	const source = {
		...{ kind: 'token' as const, loginUrl: 'https://acme.example/login' },
		...{ algorithm: 'HS256' as const, publicKey: '' },
	};
	const tried = (rule: MappingRule, api = sso) =>
		outcomeOf(
			api.create({ ...connectionFields(), id: newId(), source, secret: SHARED, rules: [rule] }),
		);
	expect(await tried(gives('crew', foreign))).toBe('tiers.not_found');
	expect(await tried({ ...gives('crew'), roleId: newId() })).toBe('sso.rule_of_two');
	const draft = await makeTier(here, { name: 'Draft' });
	await here.db.updateTable('tiers').set({ status: 'draft' }).where('id', '=', draft).execute();
	expect(await tried(gives('crew', draft))).toBe('tiers.not_published');
	const plain = await createTestCommunity(installation);
	const { founderOf } = await import('@kith/testing/test-actors');
	const bare = communityCaller(await plain.as(await founderOf(plain)));
	expect(await tried(gives('crew'), bare.sso)).toBe('module.off');
	expect((await tiers.list()).length).toBeGreaterThan(0);
});

test('where one joins by membership, a tier by rule lets in, and is no way in any more once the claim is gone', async () => {
	const doors = doorsIn(installation);
	const connection = await open({ rules: [gives('crew')], admission: 'rules' });
	await doors.joinBy(here, 'membership');
	const says = { ...someone(), groups: ['crew'] };
	const stranger = await comeBy(connection, { ...someone(), groups: [] });
	expect((await visit(stranger)).viewer?.standing).toBe('pending');
	const browser = await comeBy(connection, says);
	expect((await visit(browser)).viewer?.standing).toBe('active');
	await comeBy(connection, { ...says, groups: [] }, browser);
	expect((await visit(browser)).viewer?.standing).toBe('pending');
	await doors.joinBy(here, 'open');
});
