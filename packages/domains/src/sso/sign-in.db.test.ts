import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, spaceFields } from '@kith/testing/test-content';
import { latestCode } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { startTestProvider, type TestProvider } from '@kith/testing/test-oidc';
import { connect } from '@kith/testing/test-sso';
import { openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';
import type {
	Arrival,
	ConnectionView,
	CreateConnection,
	MappingRule,
	Source,
} from './sso.schema.ts';

let installation: TestInstallation;
let provider: TestProvider;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	provider = await startTestProvider();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
beforeEach(() => {
	provider.says = { sub: newId() };
	provider.forged = {};
});
afterAll(async () => {
	await provider.stop();
	await installation.close();
});

const visit = (browser: RequestFacts, community = here) =>
	createCommunityContext(installation.services, community.community, browser);
const open = (change: Partial<CreateConnection> = {}, community = here) =>
	connect(community, { source: sourceOf(), ...change });
const sourceOf = (): Source => ({
	...{ kind: 'openid', issuer: provider.issuer, clientId: 'kith', scopes: ['groups'] },
});
const wish = { next: '/p/1', invitation: null, test: null };

/** The whole way of a browser: to the provider, and back with what it says. */
async function comeBy(connection: ConnectionView, browser = openBrowser(), community = here) {
	const { url } = await startSignIn(await visit(browser, community), {
		...{ connectionId: connection.id, ...wish },
	});
	return (await provider.visit(url)).search.slice(1);
}
async function signIn(connection: ConnectionView, browser = openBrowser()): Promise<Arrival> {
	const query = await comeBy(connection, browser);
	return finishSignIn(await visit(browser), { connectionId: connection.id, query });
}
const rolesOf = async (memberId: string) => {
	const held = here.db
		.selectFrom('memberRoles')
		.innerJoin('roles', 'roles.id', 'memberRoles.roleId')
		.select('roles.key');
	const rows = await held.where('memberId', '=', memberId).execute();
	return rows.map(({ key }) => key).toSorted();
};
const roleId = async (key: string) => {
	const row = here.db.selectFrom('roles').select('id').where('key', '=', key);
	return (await row.executeTakeFirstOrThrow()).id;
};
async function newRole(key: string): Promise<string> {
	const role = { id: newId(), key, name: key, rank: 30, permissions: '{}' };
	await here.db.insertInto('roles').values(role).execute();
	return role.id;
}
const brings = (value: string, what: Partial<MappingRule>): MappingRule => ({
	...{ claim: 'groups', value, roleId: null, spaceId: null, tierId: null, ...what },
});
const email = () => `${newId()}@acme.example`;

test('a stranger signs in, becomes a member, and holds a session of this community alone', async () => {
	const connection = await open();
	const browser = openBrowser();
	provider.says = { sub: newId(), email: email(), email_verified: true, name: 'Nora New' };
	expect(await signIn(connection, browser)).toEqual({
		...{ to: 'inside', standing: 'member', isNew: true, next: '/p/1' },
	});
	const { viewer } = await visit(browser);
	expect(viewer).toMatchObject({ email: provider.says['email'], name: 'Nora New' });
	expect((await visit(browser, there)).viewer).toBeNull();
	expect(await signIn(connection)).toMatchObject({ isNew: false });
});

test('what rules bring comes and goes with the claim; what was given by hand stays', async () => {
	const owner = communityCaller(await here.as(await founderOf(here)));
	const { spaceId } = await owner.spaces.create({ ...spaceFields(), visibility: 'private' });
	const connection = await open({
		rules: [
			brings('keepers', { roleId: await roleId('moderator') }),
			brings('keepers', { spaceId }),
		],
	});
	const says = { sub: newId(), email: email(), email_verified: true };
	const browser = openBrowser();
	provider.says = { ...says, groups: ['staff', 'keepers'] };
	await signIn(connection, browser);
	const memberId = (await visit(browser)).viewer?.memberId ?? '';
	expect(await rolesOf(memberId)).toEqual(['moderator']);
	expect((await visit(browser)).grants.spaces.readable).toContain(spaceId);
	await here.db
		.insertInto('memberRoles')
		.values({ memberId, roleId: await newRole('helper') })
		.execute();
	provider.says = { ...says, groups: [] };
	await signIn(connection, browser);
	expect(await rolesOf(memberId)).toEqual(['helper']);
	const { grants } = await visit(browser);
	expect(grants.spaces.readable).not.toContain(spaceId);
	provider.says = { ...says, groups: 'staff keepers' };
	await signIn(connection);
	await owner.roles.give({ memberId, roleId: await roleId('moderator'), spaceId: null });
	provider.says = says;
	await signIn(connection);
	expect(await rolesOf(memberId)).toEqual(['helper', 'moderator']);
});

test('who leaves takes what a provider calls them along, and comes back as someone who may', async () => {
	const connection = await open();
	const browser = openBrowser();
	provider.says = { sub: newId(), email: email(), email_verified: true };
	await signIn(connection, browser);
	const links = here.db
		.selectFrom('authAccounts')
		.select('id')
		.where('accountId', '=', provider.says.sub);
	expect(await links.execute()).toHaveLength(1);
	await communityCaller(await visit(browser)).members.leave({ contributions: 'anonymise' });
	expect(await links.execute()).toEqual([]);
	expect(await signIn(connection)).toMatchObject({ standing: 'member', isNew: true });
});

test('an address leads to its member only where the provider answers for it', async () => {
	const connection = await open();
	const mia = await here.member('member', `Mia ${newId().slice(-12)}`);
	provider.says = { sub: newId(), email: mia.email, email_verified: true };
	const browser = openBrowser();
	await signIn(connection, browser);
	expect((await visit(browser)).viewer?.memberId).toBe(mia.memberId);
	provider.says = { sub: newId(), email: mia.email };
	expect(await signIn(connection)).toEqual({ to: 'confirm' });
	provider.says = { sub: newId(), email: email() };
	expect(await signIn(connection)).toEqual({ to: 'confirm' });
	const trusting = await open({ isTrusted: true, domains: ['acme.example'] });
	provider.says = { sub: newId(), email: email() };
	expect(await signIn(trusting)).toMatchObject({ to: 'inside' });
	provider.says = { sub: newId(), email: `${newId()}@other.example` };
	expect(await signIn(trusting)).toEqual({ to: 'confirm' });
});

test.each(['owner', 'admin'])('nobody becomes %s by a provider’s word alone', async (role) => {
	const connection = await open({ isTrusted: true, domains: ['acme.example'] });
	const theirs =
		role === 'owner' ? await founderOf(here) : await here.member('admin', newId().slice(-12));
	const browser = openBrowser();
	provider.says = { sub: newId(), email: theirs.email, email_verified: true };
	expect(await signIn(connection, browser)).toEqual({ to: 'confirm' });
	expect((await visit(browser)).viewer).toBeNull();
});

test('by the mailed code, and by it alone, an address is proved and linked for ever', async () => {
	const connection = await open({
		rules: [brings('keepers', { roleId: await roleId('moderator') })],
	});
	const mia = await here.member('member', `Max ${newId().slice(-12)}`);
	const browser = openBrowser();
	provider.says = { sub: newId(), email: mia.email, groups: ['keepers'] };
	await signIn(connection, browser);
	const api = async (of = browser) => communityCaller(await visit(of)).sso;
	expect(await (await api()).pending()).toEqual({ email: mia.email, connection: 'Acme' });
	const code = await latestCode(installation, here.id, mia.email);
	const wrong = code === '000000' ? '111111' : '000000';
	expect(await outcomeOf((await api()).confirm({ code: wrong }))).toBe('identity.bad_code');
	expect(await outcomeOf((await api(openBrowser())).confirm({ code }))).toBe('sso.attempt_gone');
	expect(await (await api()).confirm({ code })).toMatchObject({ standing: 'member', next: '/p/1' });
	expect((await visit(browser)).viewer?.memberId).toBe(mia.memberId);
	expect(await rolesOf(mia.memberId)).toEqual(['moderator']);
	expect(await signIn(connection)).toMatchObject({ to: 'inside' });
});

test('whom a connection does not take in stays outside, and the doors of joining hold', async () => {
	const shut = await createTestCommunity(installation, {
		access: { visibility: 'private', join: 'invite' },
	});
	const standingBy = async (admission: CreateConnection['admission']) => {
		const connection = await open({ admission, isTrusted: true, domains: ['acme.example'] }, shut);
		const browser = openBrowser();
		provider.says = { sub: newId(), email: email() };
		const query = await comeBy(connection, browser, shut);
		return outcomeOf(
			visit(browser, shut)
				.then((ctx) => finishSignIn(ctx, { connectionId: connection.id, query }))
				.then((arrival) => {
					if ('standing' in arrival) throw new Error(arrival.standing);
				}),
		);
	};
	expect(await standingBy('known')).toBe('sso.no_account');
	expect(await standingBy('rules')).toBe('not_invited');
	expect(await standingBy('direct')).toBe('member');
});

test('an answer is taken once, from the browser that asked, and in ten minutes', async () => {
	const connection = await open();
	provider.says = { sub: newId(), email: email(), email_verified: true };
	const browser = openBrowser();
	const query = await comeBy(connection, browser);
	const end = async (of: RequestFacts, community = here) =>
		outcomeOf(finishSignIn(await visit(of, community), { connectionId: connection.id, query }));
	const { cookie } = browser;
	const same = () => ({ ...openBrowser(), cookie });
	expect(await end(openBrowser())).toBe('sso.attempt_gone');
	expect(await end(same(), there)).toBe('sso.attempt_gone');
	const outcomes = await atOnce(4, async () =>
		finishSignIn(await visit(same()), { connectionId: connection.id, query }),
	);
	expect(outcomes).toEqual({ done: 1, 'sso.attempt_gone': 3 });
	const late = openBrowser();
	const slow = await comeBy(connection, late);
	installation.clock.advance(601);
	expect(
		await outcomeOf(finishSignIn(await visit(late), { connectionId: connection.id, query: slow })),
	).toBe('sso.attempt_gone');
});

test('a connection of one community is nothing in another', async () => {
	const connection = await open();
	const start = startSignIn(await visit(openBrowser(), there), {
		...{ connectionId: connection.id, ...wish },
	});
	expect(await outcomeOf(start)).toBe('sso.not_found');
});

test.each([
	['meant for another client', { aud: 'somebody-else' }],
	['of another try', { nonce: 'made-up' }],
	['of another issuer', { iss: 'https://evil.example' }],
	['that is over', { exp: 1 }],
])('a token %s is refused', async (_, forged) => {
	const connection = await open();
	const browser = openBrowser();
	provider.says = { sub: newId(), email: email(), email_verified: true };
	const query = await comeBy(connection, browser);
	provider.forged = forged;
	expect(
		await outcomeOf(finishSignIn(await visit(browser), { connectionId: connection.id, query })),
	).toBe('oidc.refused');
});
