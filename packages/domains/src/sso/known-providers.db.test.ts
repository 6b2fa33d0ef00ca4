import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { startTestGithub, type TestGithub } from '@kith/testing/test-github';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { startTestProvider, type Said, type TestProvider } from '@kith/testing/test-oidc';
import { connect } from '@kith/testing/test-sso';
import { openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import type { Oidc } from '../ports.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';
import type { Source } from './sso.schema.ts';

const SECRET = 'a secret of the provider’s';
const MICROSOFT = 'https://login.microsoftonline.com';
const [ACME, OTHER] = [newId(), newId()];

let installation: TestInstallation;
let here: TestCommunity;
let github: TestGithub;
let provider: TestProvider | undefined;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	github = await startTestGithub({ id: 'kith', secret: SECRET });
});
afterEach(async () => {
	await provider?.stop();
	provider = undefined;
});
afterAll(async () => {
	github.stop();
	await installation.close();
});

type House = { oidc: Oidc; visit(address: string): Promise<URL> };

const visit = ({ oidc }: Pick<House, 'oidc'>, browser: RequestFacts) =>
	createCommunityContext({ ...installation.services, oidc }, here.community, browser);

const open = async (source: Source) => (await connect(here, { source, secret: SECRET })).id;

/** The whole way of a browser: to the house, and back with what it says. */
async function comeBy(house: House, connectionId: string, browser = openBrowser()) {
	const wish = { next: '/p/1', invitation: null, test: null };
	const { url } = await startSignIn(await visit(house, browser), { connectionId, ...wish });
	const query = (await house.visit(url)).search.slice(1);
	const finish = async () => finishSignIn(await visit(house, browser), { connectionId, query });
	return { url: new URL(url), finish };
}

const GITHUB: Source = { kind: 'github', clientId: 'kith' };
const email = () => `${newId()}@acme.example`;
let accounts = 100;

test('GitHub’s account becomes a member, with the address that it calls primary', async () => {
	const mine = email();
	github.user = { id: (accounts += 1), login: 'nora-codes', name: 'Nora New' };
	github.emails = [
		{ email: email(), primary: false, verified: true },
		{ email: mine, primary: true, verified: true },
	];
	const browser = openBrowser();
	const connectionId = await open(GITHUB);
	const { url, finish } = await comeBy(github, connectionId, browser);
	expect(url.origin + url.pathname).toBe(`${github.origin}/login/oauth/authorize`);
	expect(github.scope).toBe('read:user user:email');
	expect(await finish()).toEqual({
		...{ to: 'inside', standing: 'member', isNew: true, next: '/p/1' },
	});
	const { viewer } = await visit(github, browser);
	expect(viewer).toMatchObject({ email: mine, name: 'Nora New', standing: 'active' });

	// By the account's number, not its name or address, it is the same person the next time.
	github.user = { ...github.user, login: 'nora-renamed' };
	github.emails = [{ email: email(), primary: true, verified: true }];
	const again = openBrowser();
	expect(await (await comeBy(github, connectionId, again)).finish()).toMatchObject({
		isNew: false,
	});
	expect((await visit(github, again)).viewer?.memberId).toBe(viewer?.memberId);
});

test('an address that GitHub has not checked lets nobody in by its word', async () => {
	const mia = await here.member('member', 'Mia Member');
	github.user = { id: (accounts += 1), login: 'not-mia', name: null };
	github.emails = [{ email: mia.email, primary: true, verified: false }];
	const browser = openBrowser();
	const { finish } = await comeBy(github, await open(GITHUB), browser);
	expect(await finish()).toEqual({ to: 'confirm' });
	expect((await visit(github, browser)).viewer).toBeNull();
});

test('a code of GitHub is worth nothing with another secret', async () => {
	const elsewhere = await startTestGithub({ id: 'kith', secret: 'another secret' });
	const { finish } = await comeBy(elsewhere, await open(GITHUB));
	expect(await outcomeOf(finish())).toBe('oidc.refused');
	elsewhere.stop();
});

type Token = Record<string, unknown>;
type Case = { source: Source; asked: string; name: string; right: Token; wrong: Token };

const google: Case = {
	source: { kind: 'google', clientId: 'kith' },
	asked: 'https://accounts.google.com',
	name: 'https://accounts.google.com',
	right: {},
	wrong: { iss: 'https://accounts.google.com.evil.example' },
};
const byMicrosoft = (tenant: string, name: string): Case => ({
	source: { kind: 'microsoft', clientId: 'kith', tenant },
	asked: `${MICROSOFT}/${tenant}/v2.0`,
	name: `${MICROSOFT}/${name}/v2.0`,
	right: { iss: `${MICROSOFT}/${ACME}/v2.0`, tid: ACME },
	wrong: { iss: `${MICROSOFT}/${OTHER}/v2.0`, tid: OTHER },
});

test.each([
	['Google', google],
	['a directory of Microsoft’s by its id', byMicrosoft(ACME, ACME)],
	['a directory of Microsoft’s by its domain', byMicrosoft('acme.example', ACME)],
	[
		'all directories of Microsoft’s',
		{
			...byMicrosoft('organizations', '{tenantid}'),
			// A directory may speak for itself alone.
			wrong: { iss: `${MICROSOFT}/${OTHER}/v2.0`, tid: ACME },
		},
	],
])('%s is asked at its own address, and no other is believed', async (_, one) => {
	const { source, asked, name, right, wrong } = one;
	const house = await startTestProvider(name);
	provider = house;
	const says: Said = { sub: newId(), email: email(), email_verified: true, name: 'Nora New' };
	house.says = says;
	house.forged = right;
	const browser = openBrowser();
	const connectionId = await open(source);
	const { url, finish } = await comeBy(house, connectionId, browser);
	expect(house.asked).toEqual([`${asked}/.well-known/openid-configuration`]);
	expect(decodeURI(url.origin + url.pathname)).toBe(`${name}/authorize`);
	expect(url.searchParams.get('scope')).toBe('openid email profile');
	expect(url.searchParams.get('client_id')).toBe('kith');
	expect(await finish()).toMatchObject({ to: 'inside', standing: 'member', isNew: true });
	expect((await visit(house, browser)).viewer?.email).toBe(says['email']);

	house.forged = wrong;
	const stranger = await comeBy(house, connectionId);
	expect(await outcomeOf(stranger.finish())).toBe('oidc.refused');
});

test.each([
	['one directory of Microsoft’s', ACME, 'inside'],
	['all directories of Microsoft’s', 'organizations', 'confirm'],
])('where addresses are trusted, %s: %s leads %s', async (_, tenant, to) => {
	const house = await startTestProvider(
		`${MICROSOFT}/${tenant === ACME ? ACME : '{tenantid}'}/v2.0`,
	);
	provider = house;
	const mia = await here.member('member', `Mia ${newId().slice(-12)}`);
	// What the directory's own admin wrote into it.
	house.says = { sub: newId(), email: mia.email, iss: `${MICROSOFT}/${ACME}/v2.0`, tid: ACME };
	const domains = [mia.email.split('@')[1] ?? ''];
	const { id } = await connect(here, {
		...{ source: { kind: 'microsoft', clientId: 'kith', tenant }, secret: SECRET },
		...{ isTrusted: true, domains },
	});
	const { finish } = await comeBy(house, id);
	expect(await finish()).toMatchObject({ to });
});
