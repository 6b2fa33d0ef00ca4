import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { startTestProvider, type TestProvider } from '@kith/testing/test-oidc';
import { connect, connectionFields } from '@kith/testing/test-sso';
import { openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';
import type { ConnectionView, CreateConnection, Source } from './sso.schema.ts';

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
afterAll(async () => {
	await provider.stop();
	await installation.close();
});

const apiOf = async (role: string, community = here) => {
	const who =
		role === 'owner'
			? await founderOf(community)
			: await community.member(role, `${role} ${newId().slice(-12)}`);
	return communityCaller(await community.as(who));
};
const visit = (browser: RequestFacts, community = here) =>
	createCommunityContext(installation.services, community.community, browser);
const source = (): Extract<Source, { kind: 'openid' }> => ({
	...{ kind: 'openid', issuer: provider.issuer, clientId: 'kith', scopes: [] },
});
const fieldsOf = ({ id: connectionId, version }: ConnectionView, change: object = {}) => ({
	...{ ...connectionFields(), source: source(), secret: null, connectionId, version, ...change },
});
const roleId = async (key: string, community = here) => {
	const row = community.db.selectFrom('roles').select('id').where('key', '=', key);
	return (await row.executeTakeFirstOrThrow()).id;
};

/** A browser's whole way; `test`: the link of a test instead of the door. */
async function come(connection: ConnectionView, browser = openBrowser(), test?: string) {
	const wish = { next: '/', invitation: null, test: test ?? null };
	const ctx = await visit(browser);
	const { url } = await startSignIn(ctx, { connectionId: connection.id, ...wish });
	if (!url.startsWith(provider.issuer)) return { to: 'studio' as const, url };
	const query = (await provider.visit(url)).search.slice(1);
	return finishSignIn(await visit(browser), { connectionId: connection.id, query });
}

async function ticketFor({ id: connectionId }: ConnectionView): Promise<string> {
	const { url } = await (await apiOf('owner')).sso.startTest({ connectionId });
	return new URL(url).searchParams.get('test') ?? '';
}

test('a secret is kept sealed and never shown again', async () => {
	const owner = await apiOf('owner');
	const secret = `canary-${newId()}`;
	const made = await owner.sso.create({ id: newId(), ...connectionFields(), secret });
	expect(made).toMatchObject({ hasSecret: true, isEnabled: false, version: 1 });
	expect(JSON.stringify([made, await (await apiOf('owner')).sso.list()])).not.toContain(secret);
	const row = here.db.selectFrom('settings').select('value').where('key', '=', 'sso');
	const { value } = await row.executeTakeFirstOrThrow();
	expect(JSON.stringify(value)).not.toContain(secret);
	const kept = await owner.sso.update(fieldsOf(made, { name: 'Renamed' }));
	expect(kept).toMatchObject({ name: 'Renamed', hasSecret: true, version: 2 });
	expect(await outcomeOf(owner.sso.update(fieldsOf(made)))).toBe('sso.changed_meanwhile');
});

test('a second call with the same id adds nothing, and there is an end to how many there are', async () => {
	const owner = await apiOf('owner', there);
	const ids = Array.from({ length: 10 }, () => newId());
	for (const id of [...ids, ids[0] ?? '']) await owner.sso.create({ id, ...connectionFields() });
	expect((await (await apiOf('owner', there)).sso.list()).map(({ id }) => id)).toEqual(ids);
	const one = owner.sso.create({ id: newId(), ...connectionFields() });
	expect(await outcomeOf(one)).toBe('sso.too_many');
});

const SAML = { kind: 'saml', idpEntityId: 'x', ssoUrl: 'https://x.example', certificates: ['no'] };
const TOKEN = { kind: 'token', loginUrl: 'https://x.example', algorithm: 'HS256', publicKey: '' };
test.each<[string, object]>([
	['sso.secret_missing', { secret: null }],
	['sso.bad_certificate', { source: SAML }],
	['sso.short_secret', { source: TOKEN, secret: 'short' }],
	['sso.bad_key', { source: { ...TOKEN, algorithm: 'EdDSA', publicKey: 'no' } }],
	[
		'sso.rule_of_nothing',
		{ rules: [{ claim: 'a', value: 'b', roleId: null, spaceId: null, tierId: null }] },
	],
])('what cannot work is refused at once: %s', async (code, change) => {
	const owner = await apiOf('owner');
	const fields = { id: newId(), ...connectionFields(), ...change } as CreateConnection;
	expect(await outcomeOf(owner.sso.create(fields))).toBe(code);
});

test('nobody gives by rule what they could not give by hand', async () => {
	const giving = (roleId: string) => ({
		...{ id: newId(), ...connectionFields() },
		rules: [{ claim: 'groups', value: 'x', roleId, spaceId: null, tierId: null }],
	});
	const [admin, owner] = [await apiOf('admin'), await apiOf('owner')];
	const outcome = async (api: typeof admin, key: string) =>
		outcomeOf(api.sso.create(giving(await roleId(key))));
	expect(await outcome(admin, 'admin')).toBe('members.role_above_own');
	expect(await outcome(owner, 'owner')).toBe('members.role_above_own');
	expect(await outcome(owner, 'member')).toBe('roles.not_found');
	expect(await outcome(admin, 'moderator')).toBe('done');
	expect(await outcome(owner, 'admin')).toBe('done');
	const foreign = giving(await roleId('moderator', there));
	expect(await outcomeOf(owner.sso.create(foreign))).toBe('roles.not_found');
});

test('a test tells what came and what it would bring, and signs nobody in', async () => {
	const { sso } = await apiOf('owner');
	const rules = [
		{
			claim: 'groups',
			value: 'keepers',
			roleId: await roleId('moderator'),
			spaceId: null,
			tierId: null,
		},
	];
	const made = await sso.create({ id: newId(), ...connectionFields(), source: source(), rules });
	const ticket = await ticketFor(made);
	provider.says = { sub: newId(), email: 'nora@acme.example', groups: ['keepers'] };
	const browser = openBrowser();
	const arrival = await come(made, browser, ticket);
	const test = new URL('url' in arrival ? arrival.url : '').searchParams.get('test') ?? '';
	const report = await sso.test({ test });
	expect(report).toMatchObject({
		...{ connectionId: made.id, failure: null, roles: ['Moderator'], outcome: 'by_code' },
		person: { email: 'nora@acme.example', isVouched: false },
	});
	expect(report.claims).toContainEqual({ name: 'groups', value: '["keepers"]' });
	expect((await visit(browser)).viewer).toBeNull();
	const known = here.db.selectFrom('authUsers').where('email', '=', 'nora@acme.example');
	expect(await known.select('id').execute()).toEqual([]);
	expect(await outcomeOf(come(made, openBrowser(), ticket))).toBe('sso.attempt_gone');
	expect(await outcomeOf(come(made))).toBe('sso.not_found');
	expect(await outcomeOf((await apiOf('moderator')).sso.test({ test }))).toBe('permissions.denied');
	expect(await outcomeOf((await apiOf('owner', there)).sso.test({ test }))).toBe(
		'sso.test_not_found',
	);
});

test('a test of a provider that is not there tells so', async () => {
	const { sso } = await apiOf('owner');
	for (const issuer of ['http://127.0.0.1:9', 'http://10.0.0.1', 'http://169.254.169.254/latest']) {
		const made = await sso.create({
			...{ id: newId(), ...connectionFields(), source: { ...source(), issuer } },
		});
		const arrival = await come(made, openBrowser(), await ticketFor(made));
		const test = new URL('url' in arrival ? arrival.url : '').searchParams.get('test') ?? '';
		expect((await sso.test({ test })).failure).toMatchObject({ code: 'oidc.unreachable' });
		await sso.remove({ connectionId: made.id });
	}
});

test('where it is the only way in, no code and no password is', async () => {
	const shut = await createTestCommunity(installation);
	const only = await connect(shut, { domains: ['acme.example'] }, { isOnly: true });
	const nobody = communityCaller(await shut.as(null));
	expect(await nobody.sso.doors()).toEqual({
		isOnly: true,
		doors: [{ connectionId: only.id, kind: 'openid', name: 'Acme' }],
	});
	const email = 'mia@acme.example';
	expect(await outcomeOf(nobody.identity.requestCode({ email }))).toBe('identity.sso_only');
	expect(await outcomeOf(nobody.identity.signInWithCode({ email, code: '123456' }))).toBe(
		'identity.sso_only',
	);
	expect(await outcomeOf(nobody.identity.signInWithPassword({ email, password: 'x' }))).toBe(
		'identity.sso_only',
	);
	expect(await nobody.sso.doorOf({ email })).toBe(only.id);
	expect(await nobody.sso.doorOf({ email: 'mia@other.example' })).toBeNull();
	const { sso } = await apiOf('owner', shut);
	await sso.switch({ connectionId: only.id, isEnabled: false, isOnly: true });
	expect(
		await outcomeOf(communityCaller(await shut.as(null)).identity.requestCode({ email })),
	).toBe('done');
});

test('another party keeps none of the links of the one before, and removal takes all that it gave', async () => {
	const rules = [
		{
			claim: 'groups',
			value: 'keepers',
			roleId: await roleId('moderator'),
			spaceId: null,
			tierId: null,
		},
	];
	let connection = await connect(here, { source: source(), rules });
	provider.says = {
		sub: newId(),
		email: 'pia@acme.example',
		email_verified: true,
		groups: ['keepers'],
	};
	const browser = openBrowser();
	await come(connection, browser);
	const { sso } = await apiOf('owner');
	const memberId = (await visit(browser)).viewer?.memberId ?? '';
	const connectionId = connection.id;
	expect(await sso.planRemoval({ connectionId })).toMatchObject({ linked: 1, mapped: 1 });
	connection = await sso.update(fieldsOf(connection, { rules, secret: 'a new one' }));
	expect(await sso.planRemoval({ connectionId })).toMatchObject({ linked: 1 });
	const other = { ...source(), issuer: `${provider.issuer}/` };
	connection = await sso.update(fieldsOf(connection, { rules, source: other }));
	expect(await sso.planRemoval({ connectionId })).toMatchObject({ linked: 0, mapped: 1 });
	const roles = here.db.selectFrom('memberRoles').select('roleId').where('memberId', '=', memberId);
	expect(await roles.execute()).toHaveLength(1);
	await sso.remove({ connectionId });
	expect(await roles.execute()).toEqual([]);
	expect(await outcomeOf(sso.remove({ connectionId }))).toBe('sso.not_found');
	expect((await visit(browser)).viewer?.standing).toBe('active');
});
