import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { strongAs } from '@kith/testing/test-desks';
import { signedIn, withApp } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, openBrowser } from '@kith/testing/test-staff';
import type { CommunityContext } from '../context.ts';
import { batches } from '../batches/index.ts';
import { createCommunityContext, createJobContext, createStaffContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { permissionCatalogue } from './permissions.schema.ts';

const DAY = 86_400;

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

/** The owner from the studio, and members with the roles that every community comes with. */
async function everybody(): Promise<Record<string, CommunityContext>> {
	const { staff } = await asStaff(installation, here.staffId);
	if (!staff) throw new Error('the owner is not signed in');
	const name = () => `N ${newId().slice(-10)}`;
	return {
		studio: await createStaffContext(installation.services, here.community, staff, openBrowser()),
		owner: await here.as(await here.member('owner', name())),
		admin: await here.as(await here.member('admin', name())),
		moderator: await here.as(await here.member('moderator', name())),
	};
}

async function ban(ctx: CommunityContext): Promise<string> {
	const { memberId } = await here.member('member', `Nuisance ${newId().slice(-10)}`);
	const ban = { memberId, hours: null, contributions: 'keep', reason: 'Spam.' } as const;
	return outcomeOf(communityCaller(ctx).restrictions.ban(ban));
}

const DAYS = [
	[13, 'done', false],
	[15, 'permissions.second_factor_needed', true],
] as const;

test.for(DAYS)(
	'after %i days what is dangerous is %s for owners, admins and moderators',
	async ([days, outcome, isDue]) => {
		installation.clock.advance(days * DAY);
		for (const [who, ctx] of Object.entries(await everybody())) {
			expect(await ban(ctx), who).toBe(outcome);
			const { safeguard, may } = await communityCaller(ctx).desks.sight();
			expect(safeguard?.isDue, who).toBe(isDue);
			expect(may.includes('members:ban'), who).toBe(!isDue);
		}
	},
);

test('where an installation gives no days it holds from the first moment on, and showing one ends it', async () => {
	here = await createTestCommunity(installation, { secondFactorDays: 0 });
	for (const [who, ctx] of Object.entries(await everybody())) {
		expect(await ban(ctx), who).toBe('permissions.second_factor_needed');
		expect((await communityCaller(ctx).desks.sight()).safeguard?.isDue, who).toBe(true);
	}
	const admin = await strongAs(installation, here, await here.member('admin', 'Ada At Once'));
	expect(await ban(admin)).toBe('done');
});

test('what was begun with a second factor goes on as a job, and jobs may all that they did before', async () => {
	here = await createTestCommunity(installation, { secondFactorDays: 0 });
	const admin = await strongAs(installation, here, await here.member('admin', 'Ada Of Many'));
	const { memberId } = await here.member('member', 'Mel Of Many');
	const batchId = newId();
	const action = { kind: 'give_role', roleKey: 'moderator' } as const;
	await communityCaller(admin).batches.start({ id: batchId, action, memberIds: [memberId] });
	await batches.jobs['run-bulk'].run(installation.services, { communityId: here.id, batchId });
	const { state, changed } = await communityCaller(admin).batches.get({ batchId });
	expect({ state, changed }).toEqual({ state: 'done', changed: 1 });
	const job = await createJobContext(installation.services, here.community, 'test');
	const missing = permissionCatalogue.filter((permission) => !job.grants.has(permission));
	expect(missing).toEqual([]);
});

test('who shows one may, and is told of nothing', async () => {
	installation.clock.advance(30 * DAY);
	const moderator = await here.member('moderator', 'Mo Strong');
	const ctx = await strongAs(installation, here, moderator);
	expect(await ban(ctx)).toBe('done');
	expect((await communityCaller(ctx).desks.sight()).safeguard).toBeNull();
});

test('what comes to an open session is dangerous only after a proof, which gives it another token', async () => {
	installation.clock.advance(30 * DAY);
	const mo = await here.member('member', `Mo ${newId().slice(-8)}`);
	const browser = await signedIn(installation, here, mo.email);
	const visit = (request = browser) =>
		createCommunityContext(installation.services, here.community, request);
	const thief = openBrowser();
	for (const pair of browser.cookie.split('; ')) thief.setCookie(pair);
	const admin = await strongAs(installation, here, await here.member('admin', 'Ada Strong'));
	const roleId = admin.snapshot.roles.find(({ key }) => key === 'moderator')?.id ?? '';
	await communityCaller(admin).roles.give({ memberId: mo.memberId, roleId, spaceId: null });
	for (const request of [browser, thief]) {
		expect((await visit(request)).grants.has('posts:moderate')).toBe(true);
		expect(await ban(await visit(request))).toBe('permissions.second_factor_needed');
	}
	await withApp(installation, here, browser);
	expect(await ban(await visit())).toBe('done');
	expect((await visit(thief)).viewer).toBeNull();
});

test('it passes by whoever may nothing dangerous, and stops nothing else', async () => {
	installation.clock.advance(30 * DAY);
	const member = communityCaller(await here.as(await here.member('member', 'Mia Plain')));
	expect((await member.desks.sight()).safeguard).toBeNull();
	const owner = communityCaller(await here.as(await here.member('owner', 'Olga Weak')));
	const general = await owner.communities.general();
	expect(general).toBeTruthy();
	expect(await outcomeOf(owner.roles.matrix())).toBe('permissions.second_factor_needed');
});

test('where everybody is asked for one, who shows none reads and takes no part', async () => {
	const owner = await here.as(await here.member('owner', 'Olga Strict'));
	const role = owner.snapshot.roles.find(({ key }) => key === 'member');
	const change = { roleId: role?.id ?? '', version: role?.version ?? 0 };
	const save = (requiresSecondFactor: boolean, version = change.version) =>
		communityCaller(owner).roles.save({ changes: [{ ...change, version, requiresSecondFactor }] });
	const mia = await here.member('member', 'Mia Member');
	const write = async (ctx: CommunityContext) => {
		const spaceId = owner.grants.spaces.postable[0] ?? '';
		const post = { id: newId(), spaceId, title: 'Hello', body: words('Hello') };
		return outcomeOf(communityCaller(ctx).posts.publish(post));
	};
	expect(await write(await here.as(mia))).toBe('done');
	await save(true);
	const browser = await signedIn(installation, here, mia.email);
	const visit = () => createCommunityContext(installation.services, here.community, browser);
	expect((await visit()).viewer?.lacksSecondFactor).toBe(true);
	expect(await write(await visit())).toBe('permissions.second_factor_needed');
	expect((await communityCaller(await visit()).posts.list({})).items[0]?.title).toBe('Hello');
	const moderator = await here.as(await here.member('moderator', 'Mo Moderator'));
	expect(await write(moderator)).toBe('permissions.second_factor_needed');
	await withApp(installation, here, browser);
	expect((await visit()).viewer?.lacksSecondFactor).toBe(false);
	expect(await write(await visit())).toBe('done');
	await save(false, change.version + 1);
	expect(await write(await here.as(await here.member('member', 'Max Member')))).toBe('done');
});

test('who has shown one brings the day forward to now, and nobody else does', async () => {
	const owner = await here.member('owner', 'Olga Early');
	const weak = communityCaller(await here.as(owner));
	expect(await outcomeOf(weak.communities.askSecondFactorNow())).toBe(
		'permissions.second_factor_needed',
	);
	expect(await weak.communities.secondFactor()).toMatchObject({ isDue: false, hasShown: false });
	const strong = communityCaller(await strongAs(installation, here, owner));
	await strong.communities.askSecondFactorNow();
	const { services } = installation;
	services.snapshots.drop(here.id);
	const admin = await here.as(await here.member('admin', 'Ada Admin'));
	expect(await ban(admin)).toBe('permissions.second_factor_needed');
	const moderator = await strongAs(installation, here, await here.member('moderator', 'Mo Strong'));
	expect(await ban(moderator)).toBe('done');
	const after = communityCaller(await strongAs(installation, here, owner));
	expect(await after.communities.secondFactor()).toEqual({
		...{ from: expect.any(Date), isDue: true, hasShown: true },
	});
	const { items } = await after.audit.list({ action: 'settings.updated' });
	expect(items.map(({ target }) => target.id)).toEqual(['secondFactor']);
	// Once it has come, nothing changes.
	await after.communities.askSecondFactorNow();
	expect((await after.audit.list({ action: 'settings.updated' })).items).toHaveLength(1);
});

test('a community held in memory asks from the very day on', async () => {
	const owner = await here.member('owner', 'Olga Early');
	expect((await here.as(owner)).snapshot.safeguard.isDue).toBe(false);
	installation.clock.advance(14 * DAY);
	expect((await here.as(owner)).snapshot.safeguard.isDue).toBe(true);
	expect((await here.as(owner)).snapshot).toBe((await here.as(owner)).snapshot);
});
