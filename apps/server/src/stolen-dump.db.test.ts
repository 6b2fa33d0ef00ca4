import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller, platformCaller } from '@kith/domains';
import { createCommunityContext } from '@kith/domains/create-context';
import { newId } from '@kith/kernel/ids';
import { unseal } from '@kith/kernel/seal';
import { wire } from '@kith/kernel/wire';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { latestCode, signedIn, withApp } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, openBrowser } from '@kith/testing/test-staff';
import { startTestServer, type TestServer } from './test-server.ts';

const PLATFORM = 'kith.localhost:4000';
const COOKIE = 'kith';

let installation: TestInstallation;
let here: TestCommunity;
let server: TestServer;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	server = await startTestServer(installation);
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

type Row = Record<string, string>;
async function rows(text: string): Promise<Row[]> {
	const result: { rows: Row[] } = await installation.owner.query(text);
	return result.rows;
}
/** Everything the database holds, as one text. */
async function dump(): Promise<string> {
	const tables = await rows(
		`select schemaname as schema, tablename as name from pg_tables
		where schemaname not in ('pg_catalog', 'information_schema')`,
	);
	const parts: string[] = [];
	for (const { schema = '', name = '' } of tables)
		for (const { line = '' } of await rows(`select t::text as line from "${schema}"."${name}" t`))
			parts.push(line);
	return parts.join('\n');
}
const hostOf = ({ community }: TestCommunity) => new URL(community.origin).host;
const ask = (host: string, path: string, headers: Record<string, string>) =>
	server.ask(host, `/api/trpc/${path}`, { headers });
const query = (path: string, input: object) =>
	ask(
		hostOf(here),
		`${path}?input=${encodeURIComponent(JSON.stringify(wire.serialize(input)))}`,
		{},
	);
const visit = (browser = openBrowser()) =>
	createCommunityContext(installation.services, here.community, browser);
const cookieIn = (cookies: string) =>
	new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(cookies)?.[1] ?? '';

test('what is kept of a session opens none: the cookie is signed with what no database holds', async () => {
	const member = await signedIn(installation, here, (await here.member('member', 'Mia')).email);
	const staff = (await asStaff(installation, here.staffId)).request;
	const realms = [
		{ host: hostOf(here), schema: `c_${here.id}`, cookie: member.cookie, path: 'members.me' },
		{ host: PLATFORM, schema: 'platform', cookie: staff.cookie, path: 'organizations.communities' },
	];
	for (const { host, schema, cookie, path } of realms) {
		const value = cookieIn(cookie);
		const signature = decodeURIComponent(value).split('.').at(-1) ?? '';
		expect((await ask(host, path, { cookie })).status).toBe(200);
		const kept = await rows(`select * from "${schema}".auth_sessions`);
		const own = kept.filter(({ token = '' }) => decodeURIComponent(value).startsWith(token));
		expect(own).toHaveLength(1);
		const { token = '', id = '' } = own[0] ?? {};
		const forged = createHash('sha256').update(token).digest('base64');
		const attempts = [
			...[token, `${token}.`, `${token}.${token}`, id, `${id}.${signature}`, `.${signature}`],
			...[`${token}.${forged}`, `${token}.${signature.slice(0, -4)}AAA=`],
		];
		for (const attempt of attempts) {
			const answer = await ask(host, path, { cookie: `${COOKIE}=${encodeURIComponent(attempt)}` });
			expect(answer.status, attempt).toBe(401);
		}
		for (const headers of [
			new Map([['authorization', `Bearer ${token}`]]),
			new Map([['x-session-token', token]]),
		])
			expect((await ask(host, path, Object.fromEntries(headers))).status).toBe(401);
	}
	const crossed = { cookie: realms[1]?.cookie ?? '' };
	expect((await ask(hostOf(here), 'members.me', crossed)).status).toBe(401);
});

test('a dump holds no link, code or secret that anybody was given, only what cannot be turned back', async () => {
	const { secret } = installation.services;
	const owner = await here.as(await founderOf(here));
	const email = `${newId()}@example.org`;
	const { members } = communityCaller(owner);
	await members.invite({ emails: [email], roleKey: 'member' });
	const { url } = await members.createInviteLink({ roleKey: 'member', maxUses: 5, days: 7 });
	const staff = platformCaller(await asStaff(installation, here.staffId)).organizations;
	const { organizationId } = here.community;
	await staff.inviteStaff({ organizationId, email, role: 'admin' });
	const entry = await staff.enter({ communityId: here.id, next: '/' });
	const browser = await signedIn(installation, here, (await here.member('member', 'Mo')).email);
	const app = await withApp(installation, here, browser);
	await communityCaller(await visit()).identity.requestCode({ email });
	const code = await latestCode(installation, here.id, email);
	const sealed = await rows(
		`select payload->>'sealedToken' as token from streams.outbox
			where type = 'members.invited' order by id desc limit 1`,
	);
	const staffSealed = await rows(
		`select payload->'payload'->>'sealedToken' as token from streams.outbox
			where payload->>'name' = 'mail-staff-invitation' order by id desc limit 1`,
	);
	const tokens = {
		invitation: unseal(secret, 'invitation', sealed[0]?.['token'] ?? ''),
		staff: unseal(secret, 'staff invitation', staffSealed[0]?.['token'] ?? ''),
		link: /[\w-]{20,}$/.exec(url)?.[0] ?? '',
		entry: new URL(entry.url).searchParams.get('token') ?? '',
		app: app.secret,
		signature: cookieIn(browser.cookie).slice(-40),
	};
	const kept = await dump();
	expect(kept).toContain(email);
	for (const [name, token] of Object.entries(tokens)) {
		expect(token.length, name).toBeGreaterThan(15);
		expect(kept.includes(token), name).toBe(false);
	}
	expect(app.recoveryCodes).toHaveLength(10);
	for (const recovery of app.recoveryCodes) {
		expect(kept).not.toContain(recovery);
		expect(kept).not.toContain(recovery.replace('-', ''));
	}
	// Six digits are found by trying them all, unless the hash is under a key that is not in the dump.
	for (const encoding of ['hex', 'base64', 'base64url'] as const)
		for (const algorithm of ['sha256', 'sha1', 'md5', 'sha512'])
			for (const text of [code, `${email}${code}`, `sign-in-otp-${email}${code}`])
				expect(kept).not.toContain(createHash(algorithm).update(text).digest(encoding));
	expect((await query('members.invitation', { token: tokens.invitation })).body).toContain('…@');
	const [invitation] = await rows(
		`select token_hash as hash from "c_${here.id}".invitations where email = '${email}'`,
	);
	const [entered] = await rows(`select token_hash as hash from platform.entry_tokens`);
	const [invited] = await rows(
		`select token_hash as hash from platform.staff_invitations where email = '${email}'`,
	);
	for (const token of [invitation, entered, invited].map((row) => row?.['hash'] ?? '')) {
		expect(token.length).toBeGreaterThan(20);
		expect((await query('members.invitation', { token })).body).not.toContain('inviterName');
		expect((await query('members.invitation', { token })).body).not.toContain('…@');
		expect(
			await platformCaller(await asStaff(installation, null)).organizations.invitation({ token }),
		).toBeNull();
	}
	const [{ hashes = '' } = {}] = await rows(
		`select unnest(recovery_hashes) as hashes from "c_${here.id}".safeguards limit 1`,
	);
	expect(hashes.length).toBeGreaterThan(20);
	expect(app.recoveryCodes).not.toContain(hashes);
});
