import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashToken, newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { deskToken, memberWith } from '@kith/testing/test-desks';
import { codeOfApp } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff, openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from './context.ts';
import { createStaffContext } from './create-context.ts';
import { platformCaller } from './index.ts';
import { createPlatformContext } from './platform-context.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation, { secondFactorDays: 0 });
});
afterAll(() => installation.close());

const tokenOf = ({ cookie }: RequestFacts) => /(?:^|; )kith=([^;]+)/.exec(cookie)?.[1];

/** Somebody with an account of the platform who has shown a second factor there, and works for nobody yet. */
async function colleague() {
	const { services } = installation;
	const { staffId, email } = await createTestStaff(installation);
	const { request: browser } = await asStaff(installation, staffId);
	const context = () => createPlatformContext(services, browser);
	const platform = async () => platformCaller(await context());
	await (await platform()).factors.startApp();
	const { secret } = await (await platform()).factors.appSetup();
	await (await platform()).factors.confirmApp({ code: codeOfApp(installation, secret) });
	const show = async () => {
		installation.clock.advance(30);
		await (await platform()).identity.confirm({ factor: codeOfApp(installation, secret) });
	};
	/** Whether what is dangerous is open to them in the community now. */
	async function may(permission: string) {
		const { staff } = await context();
		if (!staff) throw new Error('nobody is signed in');
		return (await createStaffContext(services, here.community, staff, browser)).grants.has(
			permission,
		);
	}
	return { staffId, email, browser, platform, show, may };
}

const employ = (staffId: string, role: string) =>
	installation.services.platform
		.insertInto('organizationStaff')
		.values({ organizationId: here.community.organizationId, staffId, role })
		.onConflict((conflict) => conflict.columns(['organizationId', 'staffId']).doUpdateSet({ role }))
		.execute();

const ROLES = [
	['admin', 'members:ban'],
	['owner', 'members:ban'],
	['billing', 'payments:manage'],
] as const;

test.for(ROLES)(
	'who becomes %s of an organization shows their factor again for %s',
	async ([role, permission]) => {
		const mia = await colleague();
		await employ(mia.staffId, role);
		const before = tokenOf(mia.browser);
		const thief = openBrowser();
		for (const pair of mia.browser.cookie.split('; ')) thief.setCookie(pair);
		expect(await mia.may(permission)).toBe(false);
		await mia.show();
		expect(tokenOf(mia.browser)).not.toBe(before);
		expect(await mia.may(permission)).toBe(true);
		expect(await (await mia.platform()).identity.me()).toMatchObject({ hasSecondFactor: true });
		expect((await createPlatformContext(installation.services, thief)).staff).toBeNull();
	},
);

test('rising asks again, stepping down does not', async () => {
	const mia = await colleague();
	await employ(mia.staffId, 'admin');
	await mia.show();
	await employ(mia.staffId, 'owner');
	expect(await mia.may('members:ban')).toBe(false);
	await mia.show();
	expect(await mia.may('members:ban')).toBe(true);
	const token = tokenOf(mia.browser);
	await employ(mia.staffId, 'admin');
	expect(await mia.may('members:ban')).toBe(true);
	await employ(mia.staffId, 'analyst');
	expect(await mia.may('analytics:read')).toBe(true);
	expect(tokenOf(mia.browser)).toBe(token);
});

test('who accepts an invitation to work gets another token, and shows their factor for what is dangerous', async () => {
	const mia = await colleague();
	const { organizationId } = here.community;
	const token = newId();
	await installation.services.platform
		.insertInto('staffInvitations')
		.values({
			...{ id: newId(), organizationId, email: mia.email, role: 'admin' },
			...{ tokenHash: hashToken(token), invitedBy: here.staffId },
			createdAt: installation.clock.now(),
			expiresAt: new Date(installation.clock.now().getTime() + 86_400_000),
		})
		.execute();
	const before = tokenOf(mia.browser);
	await (await mia.platform()).organizations.acceptInvitation({ token });
	expect(tokenOf(mia.browser)).not.toBe(before);
	expect(await mia.may('members:ban')).toBe(false);
	await mia.show();
	expect(await mia.may('members:ban')).toBe(true);
});

test('a desk, and what its member is given later, asks for the factor; what else they hold does not', async () => {
	// A role of its own asks for a factor from the first day on.
	here = await createTestCommunity(installation);
	const mia = await colleague();
	await employ(mia.staffId, 'billing');
	await mia.show();
	const member = await memberWith(here, { 'members:ban': 'allow', 'search:terms': 'allow' });
	await (await mia.platform()).desks.take(await deskToken(here, member));
	expect(await mia.may('members:ban')).toBe(false);
	await mia.show();
	expect([await mia.may('members:ban'), await mia.may('payments:manage')]).toEqual([true, true]);
	const more = await memberWith(here, { 'members:manage': 'allow' });
	await here.db
		.insertInto('memberRoles')
		.values({ memberId: member.memberId, roleId: more.roleId })
		.execute();
	expect(await mia.may('members:ban')).toBe(false);
	await mia.show();
	expect([await mia.may('members:ban'), await mia.may('members:manage')]).toEqual([true, true]);
});

test('what one founds is one’s own, and the factor of before counts for it', async () => {
	const mia = await colleague();
	const { signups } = await mia.platform();
	const { id: signupId } = await signups.start();
	const slug = `own-${newId().slice(-10)}`;
	const wish = { signupId, name: 'Own', slug, template: 'brand-fans', locale: 'en' } as const;
	const { community } = await signups.chooseCommunity(wish);
	const { services } = installation;
	const found = await services.directory.byId(community?.id ?? '');
	const { staff } = await createPlatformContext(services, mia.browser);
	if (!found || !staff) throw new Error('nothing was founded');
	const ctx = await createStaffContext(services, found, staff, mia.browser);
	expect(ctx.grants.has('data:delete')).toBe(true);
	const { url } = await (
		await mia.platform()
	).organizations.enter({ communityId: found.id, next: '/' });
	expect(url).toContain('/enter?token=');
});

test('a factor shown at the studio goes along into a community only where it counts', async () => {
	const mia = await colleague();
	await employ(mia.staffId, 'admin');
	const goesAlong = async () => {
		await (await mia.platform()).organizations.enter({ communityId: here.id, next: '/' });
		const tokens = installation.services.platform
			.selectFrom('entryTokens')
			.select('hasSecondFactor')
			.where('staffId', '=', mia.staffId)
			.orderBy('expiresAt', 'desc');
		return (await tokens.executeTakeFirstOrThrow()).hasSecondFactor;
	};
	expect(await goesAlong()).toBe(false);
	await mia.show();
	expect(await goesAlong()).toBe(true);
});
