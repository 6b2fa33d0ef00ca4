import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { mailBounces } from '@kith/testing/test-bounces';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff } from '@kith/testing/test-staff';
import type { PlatformContext } from '../context.ts';
import { platformCaller } from '../index.ts';
import { mail } from '../mail/index.ts';
import { archivesJobs } from './archives.jobs.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const api = (ctx: PlatformContext) => platformCaller(ctx).archives;
const DAY = 86_400;

/** Whoever runs a community with `role`, in a session of this moment. */
async function runs({ community }: TestCommunity, role: 'owner' | 'admin' | 'analyst') {
	const { staffId } = await createTestStaff(installation);
	const row = { organizationId: community.organizationId, staffId, role };
	await installation.services.platform.insertInto('organizationStaff').values(row).execute();
	return asStaff(installation, staffId);
}

const statusOf = async ({ id }: TestCommunity) =>
	(await installation.services.directory.byId(id))?.status;

test('only the owner takes a community away, with a fresh proof and its address; admins take it out', async () => {
	const here = await createTestCommunity(installation);
	const owner = await asStaff(installation, here.staffId);
	const asked = { communityId: here.id, address: here.community.slug };
	const { staffId } = await createTestStaff(installation);
	expect(await outcomeOf(api(await asStaff(installation, staffId)).close(asked))).toBe(
		'communities.not_found',
	);
	for (const role of ['admin', 'analyst'] as const) {
		const other = api(await runs(here, role));
		const mayTakeOut = role === 'admin' ? 'done' : 'permissions.denied';
		expect(await outcomeOf(other.close(asked))).toBe('permissions.denied');
		expect(await outcomeOf(other.requestExport({ communityId: here.id }))).toBe(mayTakeOut);
	}
	expect(await outcomeOf(api(owner).close({ ...asked, address: 'other' }))).toBe(
		'archives.other_address',
	);
	const stale = { ...owner, session: owner.session && { ...owner.session, provedAt: new Date(0) } };
	expect(await outcomeOf(api(stale).close(asked))).toBe('identity.confirm_first');
	expect(await outcomeOf(api(stale).requestExport({ communityId: here.id }))).toBe(
		'identity.confirm_first',
	);
	expect(await statusOf(here)).toBe('live');
});

test('a closed community can be kept for fourteen days, and is as it was', async () => {
	const here = await createTestCommunity(installation);
	const owner = await asStaff(installation, here.staffId);
	const other = await runs(here, 'owner');
	const asked = { communityId: here.id };
	await here.db
		.insertInto('authSessions')
		.values({
			...{ id: newId(), token: newId(), expiresAt: new Date('2100-01-01') },
			userId: (await here.person('somebody@example.org')).userId,
		})
		.execute();
	await api(owner).close({ ...asked, address: here.community.slug.toUpperCase() });
	expect(await statusOf(here)).toBe('deleting');
	expect(await here.db.selectFrom('authSessions').select('id').execute()).toEqual([]);
	expect(await outcomeOf(api(owner).close({ ...asked, address: here.community.slug }))).toBe(
		'archives.closed_already',
	);
	// The organization's mails are in its language.
	const ours = installation.services.platform.updateTable('organizations').set({ locale: 'de' });
	await ours.where('id', '=', here.community.organizationId).execute();
	const closing = await api(other).closing(asked);
	expect(closing?.dropAt.getTime()).toBe((closing?.closedAt.getTime() ?? 0) + 14 * DAY * 1000);
	const told = { closedId: here.id, dropAt: closing?.dropAt.toISOString(), isLast: false };
	await mail.jobs['mail-closing'].run(installation.services, told);
	const mails = (await installation.mailbox.list({ limit: 500 })).filter(({ subject }) =>
		subject.includes('ist geschlossen'),
	);
	expect(mails).toHaveLength(2);
	// Its hour has not come: whatever asks for it, nothing goes.
	installation.clock.advance(13 * DAY);
	await archivesJobs['drop-community'].run(installation.services, { closedId: here.id });
	await archivesJobs['drop-overdue-communities'].run(installation.services, {});
	const later = await asStaff(installation, here.staffId);
	await api(later).keep(asked);
	expect(await statusOf(here)).toBe('live');
	expect(await outcomeOf(api(later).keep(asked))).toBe('archives.not_closed');
	expect(await api(later).closing(asked)).toBeNull();
	installation.clock.advance(2 * DAY);
	await archivesJobs['drop-community'].run(installation.services, { closedId: here.id });
	expect(await statusOf(here)).toBe('live');
	await mail.jobs['mail-closing'].run(installation.services, { ...told, isLast: true });
	expect(await installation.mailbox.list({ limit: 500 })).toHaveLength(2);
});

test('after that it is gone, whatever interrupted it, and its address stays away from others', async () => {
	const { services, owner: pool } = installation;
	const [here, there] = [
		await createTestCommunity(installation),
		await createTestCommunity(installation),
	];
	for (const id of [here.id, there.id])
		for (const name of ['a', 'b', 'c'])
			await services.blobs.put(`${id}/files/${name}/full.webp`, Buffer.from(name), {
				contentType: 'image/webp',
			});
	for (const place of [here, there])
		await mailBounces(place, (await place.member('member', 'Ann')).memberId);
	const owner = await asStaff(installation, here.staffId);
	await api(owner).close({ communityId: here.id, address: here.community.slug });
	const slug = { slug: here.community.slug };
	const stranger = await asStaff(installation, (await createTestStaff(installation)).staffId);
	const asks = () => platformCaller(stranger).signups.checkSlug(slug);
	expect(await asks()).toMatchObject({ available: false, reason: 'slug.taken' });
	installation.clock.advance(14 * DAY + 1);
	let deleted = 0;
	const { blobs } = services;
	const dying = {
		...services,
		blobs: {
			put: blobs.put.bind(blobs),
			get: blobs.get.bind(blobs),
			list: blobs.list.bind(blobs),
			delete: async (key: string) => {
				if (++deleted > 1) throw new Error('killed');
				await blobs.delete(key);
			},
		},
	};
	const payload = { closedId: here.id };
	await expect(archivesJobs['drop-community'].run(dying, payload)).rejects.toThrow('killed');
	const broken = { ...services, asOwner: () => Promise.reject(new Error('killed')) };
	await expect(archivesJobs['drop-community'].run(broken, payload)).rejects.toThrow('killed');
	expect(await statusOf(here)).toBe('deleting');
	await archivesJobs['drop-overdue-communities'].run(services, {});
	await archivesJobs['drop-community'].run(services, payload);

	expect(await statusOf(here)).toBeUndefined();
	expect(await services.blobs.list(`${here.id}/`, { limit: 1 })).toEqual([]);
	const { rows } = await pool.query<{ nspname: string }>('select nspname from pg_namespace');
	expect(rows.map(({ nspname }) => nspname)).not.toContain(`c_${here.id}`);
	expect(await services.blobs.list(`${there.id}/`, { limit: 9 })).toHaveLength(3);
	expect(await statusOf(there)).toBe('live');
	expect(await asks()).toMatchObject({ available: false, reason: 'slug.retired' });
	const { organizationId } = here.community;
	const again = await asStaff(installation, here.staffId);
	const { items } = await platformCaller(again).organizations.activity({ organizationId });
	expect(items.map(({ action }) => action)).toEqual([
		...['communities.deleted', 'communities.closed'],
	]);
	const bounces = await pool.query('select scope from platform.mail_troubles');
	expect(bounces.rows).toEqual([{ scope: there.id }]);
});
