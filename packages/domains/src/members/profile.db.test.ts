import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createCommunityCaller } from '../trpc.ts';
import { uploadImage } from '../media/index.ts';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { markSeen } from './mark-seen.ts';
import { membersRouter } from './members.router.ts';
import { getOwnProfile, getProfile, listMembers } from './read-members.ts';
import { updateProfile } from './update-profile.ts';

let installation: TestInstallation;
let open: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	open = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
});
afterAll(() => installation.close());

const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const form = { name: 'Ann Lee', handle: 'ann-lee', bio: 'Alto', avatarFileId: null, version: 1 };

test('a profile is changed, and a stale form is refused', async () => {
	const ann = await open.member('member', 'Ann');
	const changed = await updateProfile(await open.as(ann), { ...form, timeZone: 'Europe/Berlin' });
	expect(changed).toMatchObject({ name: 'Ann Lee', handle: 'ann-lee', version: 2 });
	expect(changed).toMatchObject({ timeZone: 'Europe/Berlin', locale: null });
	await expect(updateProfile(await open.as(ann), form)).rejects.toMatchObject({
		code: 'members.changed_meanwhile',
	});
	await expect(updateProfile(await open.as(null), form)).rejects.toMatchObject({
		code: 'identity.sign_in_needed',
	});
});

test('a handle belongs to one member, and none to the house', async () => {
	const ann = await open.member('member', 'Ann');
	await open.member('member', 'Bob');
	const taken = { code: 'members.handle_taken' };
	const rename = async (handle: string) => updateProfile(await open.as(ann), { ...form, handle });
	await expect(rename('bob')).rejects.toMatchObject(taken);
	await expect(rename('admin')).rejects.toMatchObject(taken);
	expect(await getOwnProfile(await open.as(ann))).toMatchObject({ handle: 'ann', version: 1 });
});

test("an avatar is one's own upload", async () => {
	const [ann, bob] = [await open.member('member', 'Ann'), await open.member('member', 'Bob')];
	const upload = async (who: typeof ann, purpose: 'avatar' | 'post') =>
		uploadImage(await open.as(who), { bytes: PIXEL, name: 'a.png', purpose });
	const foreign = { code: 'media.foreign_picture' };
	for (const { fileId } of [await upload(bob, 'avatar'), await upload(ann, 'post')])
		await expect(
			updateProfile(await open.as(ann), { ...form, avatarFileId: fileId }),
		).rejects.toMatchObject(foreign);
	const { fileId } = await upload(ann, 'avatar');
	const changed = await updateProfile(await open.as(ann), { ...form, avatarFileId: fileId });
	expect(changed.avatarFileId).toBe(fileId);
	const again = await updateProfile(await open.as(ann), { ...form, version: 2 });
	expect(again.avatarFileId).toBeNull();
	const row = await open.db
		.selectFrom('files')
		.select('attachedAt')
		.where('id', '=', fileId)
		.executeTakeFirst();
	expect(row?.attachedAt).toBeNull();
});

test('the list searches, pages, and shows addresses and the waiting only to those who may see them', async () => {
	const admin = await open.member('admin', 'Ada');
	const ann = await open.member('member', 'Ann');
	await open.member('member', 'Wanda', 'pending');
	const namesFor = async (who: typeof ann, input: object) =>
		(await listMembers(await open.as(who), { limit: 20, ...input })).items.map(({ name }) => name);
	expect(await namesFor(ann, {})).toEqual(['Ann', 'Ada', 'Olga Owner']);
	expect(await namesFor(admin, {})).toEqual(['Wanda', 'Ann', 'Ada', 'Olga Owner']);
	expect(await namesFor(admin, { status: 'pending' })).toEqual(['Wanda']);
	expect(await namesFor(admin, { search: 'AN' })).toEqual(['Wanda', 'Ann']);
	expect(await namesFor(admin, { search: '%' })).toEqual([]);
	await expect(namesFor(ann, { status: 'pending' })).rejects.toMatchObject({
		code: 'permissions.denied',
	});
	await expect(listMembers(await open.as(null), { limit: 20 })).rejects.toMatchObject({
		code: 'identity.sign_in_needed',
	});
	const first = await listMembers(await open.as(admin), { limit: 2 });
	const second = await listMembers(await open.as(admin), { limit: 2, cursor: first.nextCursor });
	expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
		'Wanda',
		'Ann',
		'Ada',
		'Olga Owner',
	]);
	expect(second.nextCursor).toBeNull();
	expect(first.items[1]).toMatchObject({ email: ann.email, isManageable: true });
	const asAnn = await listMembers(await open.as(ann), { limit: 20 });
	expect(asAnn.items.every(({ email, isManageable }) => email === null && !isManageable)).toBe(
		true,
	);
});

test('a page of a member says what its viewer may do, and hides those who wait', async () => {
	const admin = await open.member('admin', 'Ada');
	const ann = await open.member('member', 'Ann');
	await open.member('member', 'Wanda', 'pending');
	const look = async (who: typeof ann, handle: string) =>
		getProfile(await open.as(who), { handle });
	expect((await look(ann, 'ann')).may).toEqual({ edit: true, manage: false });
	expect((await look(admin, 'ann')).may).toEqual({ edit: false, manage: true });
	expect((await look(ann, 'ada')).may).toEqual({ edit: false, manage: false });
	expect((await look(admin, 'wanda')).status).toBe('pending');
	await expect(look(ann, 'wanda')).rejects.toMatchObject({ code: 'members.not_found' });
	await expect(look(ann, 'nobody')).rejects.toMatchObject({ code: 'members.not_found' });
});

test('a visit is written down once in ten minutes', async () => {
	const ann = await open.member('member', 'Ann');
	const seen = async () => {
		await markSeen(await open.as(ann));
		const rows = open.db.selectFrom('members').select('lastSeenAt').where('id', '=', ann.memberId);
		return (await rows.executeTakeFirstOrThrow()).lastSeenAt?.getTime() ?? 0;
	};
	const first = await seen();
	expect(first).toBeGreaterThan(0);
	installation.clock.advance(590);
	expect(await seen()).toBe(first);
	installation.clock.advance(20);
	expect(await seen()).toBeGreaterThan(first);
});

test('every procedure answers in the shape it promises', async () => {
	const admin = await open.member('admin', 'Ada');
	await open.member('moderator', 'Mo');
	const call = createCommunityCaller(membersRouter)(await open.as(admin));
	expect((await call.list({})).items).toHaveLength(3);
	expect(await call.profile({ handle: 'MO' })).toMatchObject({ postCount: 0, commentCount: 0 });
	const { id } = await call.profile({ handle: 'mo' });
	expect(await call.profile({ handle: id })).toMatchObject({ id, handle: 'mo' });
	await expect(call.profile({ handle: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	expect((await call.me()).roles.map(({ key }) => key)).toEqual(['admin']);
	expect(await call.updateProfile({ ...form, locale: 'de' })).toMatchObject({ locale: 'de' });
	await call.invite({ emails: [' New@Example.org '], roleKey: 'member' });
	const { token } = await call.createInviteLink({});
	expect(await call.counts()).toEqual({
		...{ active: 3, pending: 0, paying: 0, staged: 0, restricted: 0, banned: 0, invited: 1 },
	});
	const { items } = await call.invitations({});
	expect(items.map(({ email }) => email)).toEqual([null, 'new@example.org']);
	expect(await call.invitation({ token })).toEqual({ inviterName: 'Ann Lee', email: null });
	expect(await call.invitation({ token: 'x' })).toBeNull();
});

test('an ordinary member counts, approves and invites nobody', async () => {
	const ann = await open.member('member', 'Ann');
	const bob = await open.member('member', 'Bob');
	const call = createCommunityCaller(membersRouter)(await open.as(ann));
	const { memberId } = bob;
	const attempts = [
		() => call.counts(),
		() => call.approve({ memberId }),
		() => call.decline({ memberId }),
		() => call.setRole({ memberId, roleKey: 'moderator' }),
		() => call.remove({ memberId, contributions: 'keep' }),
		() => call.invite({ emails: ['x@example.org'], roleKey: 'member' }),
		() => call.createInviteLink({}),
		() => call.invitations({}),
		() => call.revokeInvitation({ invitationId: memberId }),
	];
	for (const attempt of attempts)
		await expect(attempt()).rejects.toMatchObject({
			code: 'FORBIDDEN',
			message: 'permissions.denied',
		});
});
