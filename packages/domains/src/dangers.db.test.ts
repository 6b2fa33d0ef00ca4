import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { strongAs } from '@kith/testing/test-desks';
import { codeOfApp, signedIn, withApp } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openBrowser } from '@kith/testing/test-staff';
import { BY_DIRECTORY, BY_LEVEL, BY_MEMBERSHIP, BY_RULE, settle } from './grants/index.ts';
import { batches } from './batches/index.ts';
import type { CommunityContext, RequestFacts } from './context.ts';
import { createCommunityContext, createJobContext } from './create-context.ts';
import { SessionCache } from './identity/session-cache.ts';
import { giveRoles } from './imports/imports.queries.ts';
import { communityCaller } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation, { secondFactorDays: 0 });
});
afterAll(() => installation.close());

const name = (word: string) => `${word} ${newId().slice(-10)}`;
const visit = (request: RequestFacts, services = installation.services) =>
	createCommunityContext(services, here.community, request);
const tokenOf = ({ cookie }: RequestFacts) => /(?:^|; )kith=([^;]+)/.exec(cookie)?.[1];
const roleCalled = async (key: string) => {
	const { id } = await here.db
		.selectFrom('roles')
		.select('id')
		.where('key', '=', key)
		.executeTakeFirstOrThrow();
	return id;
};
const chief = async () =>
	communityCaller(await strongAs(installation, here, await here.member('owner', name('Olga'))));

/** A moderator who has shown a second factor, and may ban for it. */
async function moderator() {
	const who = await here.member('moderator', name('Mo'));
	const browser = await signedIn(installation, here, who.email);
	const { secret } = await withApp(installation, here, browser);
	const show = async () => {
		installation.clock.advance(30);
		const factor = codeOfApp(installation, secret);
		await communityCaller(await visit(browser)).identity.confirm({ factor });
	};
	return { ...who, browser, show };
}

async function ban(ctx: CommunityContext): Promise<string> {
	const { memberId } = await here.member('member', name('Nuisance'));
	const ban = { memberId, hours: null, contributions: 'keep', reason: 'Spam.' } as const;
	return outcomeOf(communityCaller(ctx).restrictions.ban(ban));
}

function copyOf({ cookie }: RequestFacts): RequestFacts {
	const copy = openBrowser();
	for (const pair of cookie.split('; ')) copy.setCookie(pair);
	return copy;
}

type Give = (memberId: string, roleId: string) => Promise<unknown>;

async function bySource(source: string, memberId: string, roleId: string) {
	const ctx = await createJobContext(installation.services, here.community, 'test');
	const due = { roleIds: [roleId], spaceIds: [] };
	await ctx.transaction((tx) => settle(ctx, tx, { memberId, source }, due));
}

const WAYS: readonly (readonly [string, Give])[] = [
	[
		'by hand',
		async (memberId, roleId) => (await chief()).roles.give({ memberId, roleId, spaceId: null }),
	],
	[
		'in place of others',
		async (memberId) => (await chief()).members.setRole({ memberId, roleKey: 'admin' }),
	],
	[
		'with many others at once',
		async (memberId) => {
			const batchId = newId();
			const action = { kind: 'give_role', roleKey: 'admin' } as const;
			await (await chief()).batches.start({ id: batchId, action, memberIds: [memberId] });
			await batches.jobs['run-bulk'].run(installation.services, { communityId: here.id, batchId });
		},
	],
	['by a membership', (memberId, roleId) => bySource(BY_MEMBERSHIP, memberId, roleId)],
	['by a level', (memberId, roleId) => bySource(BY_LEVEL, memberId, roleId)],
	['by a rule', (memberId, roleId) => bySource(BY_RULE, memberId, roleId)],
	['by a directory', (memberId, roleId) => bySource(BY_DIRECTORY, memberId, roleId)],
	['by a single sign-on', (memberId, roleId) => bySource(`sso:${newId()}`, memberId, roleId)],
	[
		'by an imported list',
		async (memberId, roleId) => {
			const ctx = await createJobContext(installation.services, here.community, 'test');
			await ctx.transaction(async (tx) => {
				await giveRoles(tx.db, [{ memberId, roleId }]).execute();
				tx.touchMember(memberId);
			});
		},
	],
	[
		'because a role they hold allows more',
		async () => {
			const { roles } = await chief();
			const role = (await roles.matrix()).roles.find(({ key }) => key === 'moderator');
			const permissions = { ...role?.permissions, 'members:manage': 'allow' } as const;
			const change = { roleId: role?.id ?? '', version: role?.version ?? 0, permissions };
			await roles.save({ changes: [change] });
		},
	],
];

test.for(WAYS)(
	'who gets something dangerous %s shows their factor again, and has another token then',
	async ([, give]) => {
		const mo = await moderator();
		const [before, thief] = [tokenOf(mo.browser), copyOf(mo.browser)];
		expect(await ban(await visit(mo.browser))).toBe('done');
		await give(mo.memberId, await roleCalled('admin'));
		for (const request of [mo.browser, thief]) {
			const ctx = await visit(request);
			// Still in, with all that is not dangerous.
			expect(ctx.viewer?.memberId).toBe(mo.memberId);
			expect(ctx.grants.has('posts:moderate')).toBe(true);
			expect(await ban(ctx)).toBe('permissions.second_factor_needed');
		}
		const { safeguard } = await communityCaller(await visit(mo.browser)).desks.sight();
		expect(safeguard).toMatchObject({ isDue: true, wasShown: true });
		expect(tokenOf(mo.browser)).toBe(before);

		await mo.show();
		expect(tokenOf(mo.browser)).not.toBe(before);
		expect(await ban(await visit(mo.browser))).toBe('done');
		expect((await visit(mo.browser)).grants.has('members:manage')).toBe(true);
		expect((await communityCaller(await visit(mo.browser)).desks.sight()).safeguard).toBeNull();
		expect((await visit(thief)).viewer).toBeNull();
	},
);

test('what allows nothing dangerous that they may not already asks for nothing and takes effect at once', async () => {
	const mo = await moderator();
	const token = tokenOf(mo.browser);
	const { roles } = await chief();
	for (const permissions of [{ 'posts:announce': 'allow' }, { 'members:ban': 'allow' }] as const) {
		const { roleId } = await roles.create({ id: newId(), name: name('Role'), permissions });
		await roles.give({ memberId: mo.memberId, roleId, spaceId: null });
		expect(await ban(await visit(mo.browser))).toBe('done');
	}
	expect((await visit(mo.browser)).grants.has('posts:announce')).toBe(true);
	expect(tokenOf(mo.browser)).toBe(token);
});

test('taking a role away asks for nothing, neither one that was just given nor the last', async () => {
	const mo = await moderator();
	const token = tokenOf(mo.browser);
	const { roles } = await chief();
	const admin = { memberId: mo.memberId, roleId: await roleCalled('admin'), spaceId: null };
	await roles.give(admin);
	expect(await ban(await visit(mo.browser))).toBe('permissions.second_factor_needed');
	await roles.take(admin);
	// The proof covers again all that they may.
	expect(await ban(await visit(mo.browser))).toBe('done');
	await roles.take({ ...admin, roleId: await roleCalled('moderator') });
	expect(await ban(await visit(mo.browser))).toBe('permissions.denied');
	expect(tokenOf(mo.browser)).toBe(token);
});

test('another proof than a factor gives a new token, and no new strength', async () => {
	const mo = await moderator();
	await (
		await chief()
	).roles.give({
		...{ memberId: mo.memberId, roleId: await roleCalled('admin'), spaceId: null },
	});
	const before = tokenOf(mo.browser);
	await communityCaller(await visit(mo.browser)).identity.setPassword({
		password: 'long enough for us',
	});
	expect(tokenOf(mo.browser)).not.toBe(before);
	await communityCaller(await visit(mo.browser)).identity.confirm({
		password: 'long enough for us',
	});
	expect(await ban(await visit(mo.browser))).toBe('permissions.second_factor_needed');
	await mo.show();
	expect(await ban(await visit(mo.browser))).toBe('done');
});

test('a process that has not heard of the role allows nothing new by it, and asks once it has', async () => {
	const mo = await moderator();
	const other = { ...installation.services, sessions: new SessionCache() };
	expect(await ban(await visit(mo.browser, other))).toBe('done');
	await (
		await chief()
	).roles.give({
		...{ memberId: mo.memberId, roleId: await roleCalled('admin'), spaceId: null },
	});
	expect((await visit(mo.browser, other)).grants.has('members:manage')).toBe(false);
	other.sessions.dropMember(here.id, mo.memberId);
	expect(await ban(await visit(mo.browser, other))).toBe('permissions.second_factor_needed');
	const old = copyOf(mo.browser);
	await mo.show();
	expect(installation.heard).toContainEqual(
		expect.objectContaining({ topic: 'sessions.revoked', communityId: here.id }),
	);
	other.sessions.dropUser(here.id, mo.userId);
	expect((await visit(old, other)).viewer).toBeNull();
	expect(await ban(await visit(mo.browser, other))).toBe('done');
});

test('a session that is revoked is gone, whether or not it waited for a factor', async () => {
	const mo = await moderator();
	await (
		await chief()
	).roles.give({
		...{ memberId: mo.memberId, roleId: await roleCalled('admin'), spaceId: null },
	});
	const { identity } = communityCaller(await visit(mo.browser));
	const [session] = await identity.sessions();
	await identity.revokeSession({ sessionId: session?.id ?? '' });
	expect((await visit(mo.browser)).viewer).toBeNull();
});

test('a session from before factors said what they were shown for is asked once', async () => {
	const mo = await moderator();
	await here.db.updateTable('authSessions').set({ shownFor: null }).execute();
	installation.services.sessions.dropUser(here.id, mo.userId);
	expect(await ban(await visit(mo.browser))).toBe('permissions.second_factor_needed');
	await mo.show();
	expect(await ban(await visit(mo.browser))).toBe('done');
});
