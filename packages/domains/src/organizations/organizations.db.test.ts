import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff, employ } from '@kith/testing/test-staff';
import { insertCommunity } from '../communities/index.ts';
import { createStaffContext } from '../create-context.ts';
import type { PlatformContext } from '../context.ts';
import { platformCaller } from '../index.ts';
import { employmentOf, ownedCommunities } from './organizations.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { name: 'Here' });
	there = await createTestCommunity(installation, { name: 'There' });
});
afterAll(() => installation.close());

async function hire(role: string) {
	const { staffId } = await createTestStaff(installation);
	const { organizationId } = here.community;
	await installation.services.platform
		.insertInto('organizationStaff')
		.values({ organizationId, staffId, role })
		.execute();
	return asStaff(installation, staffId);
}

/** Communities of an organization that nothing was put into: only their names are looked for. */
async function addCommunities(organizationId: string, names: readonly string[], slug: string) {
	const { services, clock } = installation;
	const ids: string[] = [];
	for (const [at, name] of names.entries()) {
		await services.ensureReadySchema();
		const id = await services.platform.transaction().execute((tx) => services.claimSchema(tx));
		const row = { id, organizationId, name, slug: `${slug}-${at}`, skeleton: `${slug}-${at}` };
		await insertCommunity(services.platform, {
			...{ ...row, template: 'gaming', locale: 'en', createdBy: newId(), createdAt: clock.now() },
		}).execute();
		ids.push(id);
	}
	return ids;
}

test('staff see the communities of the organizations they work for, and no other', async () => {
	const owned = await ownedCommunities(await asStaff(installation, here.staffId));
	expect(owned).toMatchObject([
		{ id: here.id, name: 'Here', status: 'live', memberCount: 1, origin: here.community.origin },
	]);
	const nobody = await createTestStaff(installation);
	expect(await ownedCommunities(await asStaff(installation, nobody.staffId))).toEqual([]);
	expect(await outcomeOf(ownedCommunities(await asStaff(installation, null)))).toBe(
		'identity.sign_in_needed',
	);
});

test('owners and admins set the organization up; others, and other organizations, do not', async () => {
	const { organizationId } = here.community;
	const api = (ctx: PlatformContext) => platformCaller(ctx).organizations;
	const wish = {
		...{ organizationId, name: 'Renamed', contactEmail: 'office@example.org' },
		...{ locale: 'ja' as const, timeZone: 'Asia/Tokyo' },
	};
	for (const role of ['billing', 'analyst'])
		expect(await outcomeOf(api(await hire(role)).update(wish))).toBe('permissions.denied');
	const stranger = await asStaff(installation, there.staffId);
	for (const id of [organizationId, newId()]) {
		const attempt = api(stranger).update({ ...wish, organizationId: id });
		expect(await outcomeOf(attempt)).toBe('permissions.denied');
		expect(await outcomeOf(api(stranger).get({ organizationId: id }))).toBe('permissions.denied');
	}
	const visitor = await asStaff(installation, null);
	expect(await outcomeOf(api(visitor).update(wish))).toBe('identity.sign_in_needed');
	await api(await hire('admin')).update(wish);
	const owner = await asStaff(installation, here.staffId);
	expect(owner.staff?.organizations).toEqual([
		{ id: organizationId, name: 'Renamed', role: 'owner' },
	]);
	const { organizationId: _, ...kept } = wish;
	expect(await api(owner).get({ organizationId })).toMatchObject({
		...{ ...kept, communityCount: 1, role: 'owner', mayEdit: true, mayLeave: false },
		handover: { offer: null },
	});
	expect(await api(await hire('analyst')).get({ organizationId })).toMatchObject({
		...{ name: 'Renamed', contactEmail: null, mayEdit: false, mayLeave: true, handover: null },
	});
	const nowhere = api(owner).update({ ...wish, timeZone: 'Mars/Olympus' });
	expect(await outcomeOf(nowhere)).toContain('timeZone');
});

test('an organization goes only when its last community is gone, with its team and its log', async () => {
	const { staffId } = await createTestStaff(installation);
	const organizationId = await employ(installation, staffId, 'Brief');
	const { platform } = installation.services;
	const delete_ = async (id: string, who = staffId) =>
		outcomeOf(
			platformCaller(await asStaff(installation, who)).organizations.delete({ organizationId: id }),
		);
	expect(await delete_(here.community.organizationId, here.staffId)).toBe(
		'organizations.has_communities',
	);
	expect(await delete_(organizationId, here.staffId)).toBe('permissions.denied');
	const { email } = await createTestStaff(installation);
	const owner = platformCaller(await asStaff(installation, staffId)).organizations;
	await owner.inviteStaff({ organizationId, email, role: 'admin' });
	expect(await delete_(organizationId)).toBe('done');
	for (const table of ['organizationStaff', 'staffInvitations', 'organizationEntries'] as const)
		expect(
			await platform
				.selectFrom(table)
				.selectAll()
				.where('organizationId', '=', organizationId)
				.execute(),
		).toEqual([]);
	expect(await delete_(organizationId)).toBe('permissions.denied');
});

test('the switcher finds by words without marks or capitals, recent ones first, and no more than asked', async () => {
	const { staffId } = await createTestStaff(installation);
	const organizationId = await employ(installation, staffId, 'Many');
	const slug = newId().slice(-8);
	const ids = await addCommunities(
		organizationId,
		['Café Über', 'Zebra', 'Ärger', 'Öl 100%'],
		slug,
	);
	const { organizations } = platformCaller(await asStaff(installation, staffId));
	const names = async (input: Parameters<typeof organizations.find>[0]) =>
		(await organizations.find(input)).items.map(({ name }) => name);
	expect(await names({})).toEqual(['Ärger', 'Café Über', 'Öl 100%', 'Zebra']);
	expect(await names({ recent: ids.slice(1, 2) })).toEqual([
		...['Zebra', 'Ärger', 'Café Über', 'Öl 100%'],
	]);
	expect(await names({ text: 'UBER cafe' })).toEqual(['Café Über']);
	expect(await names({ text: '%' })).toEqual(['Öl 100%']);
	expect(await names({ text: `${slug}-2` })).toEqual(['Ärger']);
	expect(await organizations.find({ limit: 2 })).toMatchObject({ hasMore: true });
	expect(await names({ recent: [here.id], text: 'Here' })).toEqual([]);
	const stranger = platformCaller(await asStaff(installation, there.staffId)).organizations;
	expect((await stranger.find({})).items).toMatchObject([{ name: 'There', status: 'live' }]);
});

test('a role in one organization is none in another', async () => {
	const { platform } = installation.services;
	expect(await employmentOf(platform, here.staffId, here.community.organizationId)).toBe('owner');
	expect(await employmentOf(platform, here.staffId, there.community.organizationId)).toBeNull();
});

test('from the studio, owners and admins run a community, others do their job, strangers stay outside', async () => {
	const { services } = installation;
	const inside = async (ctx: Awaited<ReturnType<typeof hire>>) => {
		if (!ctx.staff) throw new Error('nobody is signed in');
		return createStaffContext(services, here.community, ctx.staff, ctx.request);
	};
	for (const role of ['owner', 'admin'])
		expect((await inside(await hire(role))).ability.can('administer', 'Community')).toBe(true);
	for (const role of ['billing', 'analyst']) {
		const { ability } = await inside(await hire(role));
		expect(ability.can('administer', 'Community')).toBe(false);
		expect(ability.can('pin', 'Post')).toBe(false);
	}
	const stranger = await asStaff(installation, there.staffId);
	expect(await outcomeOf(inside(stranger))).toBe('communities.not_found');
});
