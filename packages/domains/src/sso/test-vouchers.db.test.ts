import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { loginAt, type TokenClaims } from '@kith/testing/test-login';
import { createTestIdp, type SamlAnswer } from '@kith/testing/test-saml';
import { connectionFields } from '@kith/testing/test-sso';
import { openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { receiveAnswer } from './receive-answer.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';
import type { ConnectionView, CreateConnection, TestReport } from './sso.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const SHARED = 'a secret of thirty-two characters';
const idp = createTestIdp();
const visit = (browser: RequestFacts) =>
	createCommunityContext(installation.services, here.community, browser);
const ownerApi = async () => communityCaller(await here.as(await founderOf(here)));

/** A connection that is not open yet, as a test finds it. */
async function add(change: Partial<CreateConnection>): Promise<ConnectionView> {
	const { sso } = await ownerApi();
	for (const { id: connectionId } of await sso.list()) await sso.remove({ connectionId });
	return sso.create({ id: newId(), ...connectionFields(), ...change });
}
const addSaml = async (change: Partial<CreateConnection> = {}) => {
	const read = await (await ownerApi()).sso.readMetadata({ xml: idp.metadata });
	return add({ source: { kind: 'saml', ...read }, secret: null, ...change });
};
const addToken = (change: Partial<CreateConnection> = {}) =>
	add({
		source: {
			...{ kind: 'token', loginUrl: 'https://acme.example/login', algorithm: 'HS256' },
			publicKey: '',
		},
		...{ secret: SHARED, ...change },
	});

/** Presses the button in the studio, and follows the link as far as the provider. */
async function press({ id: connectionId }: ConnectionView, browser: RequestFacts): Promise<string> {
	const pressed = await (await ownerApi()).sso.startTest({ connectionId });
	const test = new URL(pressed.url).searchParams.get('test');
	const wish = { connectionId, next: '/', invitation: null, test };
	return (await startSignIn(await visit(browser), wish)).url;
}

/** The report of the page that a test ends at. */
async function endAt(connection: ConnectionView, browser: RequestFacts, query: string) {
	const connectionId = connection.id;
	const arrival = await finishSignIn(await visit(browser), { connectionId, query });
	const page = new URL('url' in arrival ? arrival.url : '');
	expect(arrival.to).toBe('studio');
	expect(page.pathname).toBe(`/c/${here.id}/settings/sign-in/sso/${connectionId}`);
	return (await ownerApi()).sso.test({ test: page.searchParams.get('test') ?? '' });
}

async function testSaml(
	connection: ConnectionView,
	change: Partial<SamlAnswer> = {},
	by = idp,
	browser = openBrowser(),
): Promise<TestReport> {
	const asked = idp.request(await press(connection, browser));
	const answer = by.answer({ ...asked, requestId: asked.id, ...change });
	const form = new URLSearchParams({ SAMLResponse: answer, RelayState: asked.relayState });
	const connectionId = connection.id;
	const { url } = await receiveAnswer(await visit(openBrowser()), { connectionId, form });
	return endAt(connection, browser, new URL(url).search.slice(1));
}

async function testToken(
	connection: ConnectionView,
	change: (right: TokenClaims & { iat: number }) => TokenClaims = () => ({}),
	secret = SHARED,
	browser = openBrowser(),
): Promise<TestReport> {
	const address = await press(connection, browser);
	const signing = { secret, now: installation.services.clock.now() };
	return endAt(connection, browser, loginAt(address, signing, change).search.slice(1));
}

/** How many there are of whom a test must make none. */
async function people() {
	const counts = (['authUsers', 'authSessions', 'members', 'memberRoles'] as const).map((table) =>
		here.db
			.selectFrom(table)
			.select((eb) => eb.fn.countAll().as('count'))
			.executeTakeFirstOrThrow(),
	);
	return Promise.all(counts);
}

test.each(['saml', 'token'])('a test of %s tells all that came, and makes nobody', async (kind) => {
	const owner = await ownerApi();
	const roles = await owner.roles.list();
	const roleId = roles.find(({ key }) => key === 'moderator')?.id ?? '';
	const name = `Vault ${newId()}`;
	const { spaceId } = await owner.spaces.create({
		...{ ...spaceFields(), name, visibility: 'private' },
	});
	const rule = { claim: 'groups', value: 'keepers' };
	const rules = [
		{ ...rule, roleId, spaceId: null, tierId: null },
		{ ...rule, roleId: null, spaceId, tierId: null },
	];
	const before = await people();
	const browser = openBrowser();
	const says = { groups: ['staff', 'keepers'] };
	const report =
		kind === 'saml'
			? await testSaml(
					await addSaml({ rules, isTrusted: true, domains: ['acme.example'] }),
					{ nameId: 'nora-7', attributes: { ...says, mail: ['nora@acme.example'] } },
					...([idp, browser] as const),
				)
			: await testToken(
					await addToken({ rules }),
					() => ({ ...says, sub: 'nora-7', email: 'nora@acme.example' }),
					...([SHARED, browser] as const),
				);
	expect(report).toMatchObject({
		...{ failure: null, roles: ['Moderator'], spaces: [name], outcome: 'new' },
		person: { id: 'nora-7', email: 'nora@acme.example', isVouched: true },
	});
	expect(report.claims).toContainEqual({
		...{ name: kind === 'saml' ? 'nameId' : 'sub', value: 'nora-7' },
	});
	expect(report.claims).toContainEqual({ name: 'groups', value: '["staff","keepers"]' });
	expect(await people()).toEqual(before);
	expect((await visit(browser)).viewer).toBeNull();
	expect(browser.cookie).toBe('');
});

const later = (seconds: number) => addSeconds(new Date(), seconds);
const other = createTestIdp(idp.entityId);
const ENCRYPTED = 'PHNhbWxwOlJlc3BvbnNl';
const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const OF_SAML: readonly [NonNullable<TestReport['failure']>['why'], Partial<SamlAnswer>][] = [
	['signature', { isSigned: false }],
	['audience', { audience: 'https://elsewhere.example' }],
	['other_try', { recipient: 'https://elsewhere.example/acs' }],
	['other_try', { requestId: '_made-up' }],
	['issuer', { issuer: 'https://elsewhere.example' }],
	['expired', { issuedAt: later(-540), endsAt: later(-180) }],
	['expired', { issuedAt: later(-3600), endsAt: later(3600) }],
	['early', { issuedAt: later(300) }],
	[
		'algorithm',
		{
			algorithms: { signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', digest: SHA1 },
		},
	],
];

test.each(OF_SAML)('a test of SAML says that it is a matter of %s: %j', async (why, change) => {
	const { failure, claims } = await testSaml(await addSaml(), change);
	expect(failure).toMatchObject({ code: 'saml.refused', why });
	expect(claims).toEqual([]);
});

test('a certificate that is not the provider’s, and what is no answer at all, are told apart', async () => {
	const connection = await addSaml();
	expect((await testSaml(connection, {}, other)).failure?.why).toBe('signature');
	const mute = { ...idp, answer: () => ENCRYPTED };
	expect((await testSaml(connection, {}, mute)).failure?.why).toBe('unreadable');
});

const OF_TOKENS: readonly [string, (right: TokenClaims & { iat: number }) => TokenClaims][] = [
	['audience', () => ({ aud: 'https://elsewhere.example' })],
	['expired', ({ iat }) => ({ iat: iat - 120, exp: iat - 60 })],
	['early', ({ iat }) => ({ iat: iat + 600, exp: iat + 660 })],
	['other_try', () => ({ nonce: 'made up' })],
	['lifetime', ({ iat }) => ({ exp: iat + 3600 })],
	['missing', () => ({ jti: undefined })],
];

test.each(OF_TOKENS)('a test of a token says that it is a matter of %s', async (why, change) => {
	const { failure } = await testToken(await addToken(), change);
	expect(failure).toMatchObject({ code: 'sso.bad_token', why });
	if (why === 'audience') expect(failure?.reason).toContain('https://elsewhere.example');
});

test('a shared secret that is not theirs, and a token used twice, are told apart', async () => {
	const connection = await addToken();
	const wrong = await testToken(connection, undefined, 'another secret, of as many signs');
	expect(wrong.failure?.why).toBe('signature');
	expect((await testToken(connection, () => ({ jti: 'one' }))).failure).toBeNull();
	expect((await testToken(connection, () => ({ jti: 'one' }))).failure?.why).toBe('repeated');
});

test('the link of a test works once and for its own connection, and its nonce for no other try', async () => {
	const connection = await addToken();
	const connectionId = connection.id;
	const { url } = await (await ownerApi()).sso.startTest({ connectionId });
	const wish = { next: '/', invitation: null, test: new URL(url).searchParams.get('test') };
	const [first, second] = [openBrowser(), openBrowser()];
	const address = (await startSignIn(await visit(first), { connectionId, ...wish })).url;
	const again = startSignIn(await visit(second), { connectionId, ...wish });
	expect(await outcomeOf(again)).toBe('sso.attempt_gone');
	const nonce = new URL(address).searchParams.get('nonce');
	expect((await testToken(connection, () => ({ nonce }))).failure?.why).toBe('other_try');
});
