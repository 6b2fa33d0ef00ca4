import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { TAMPERING } from '@kith/testing/tampering';
import { createSpace, createTag, publishPost, removePost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { createJobContext, createStaffContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { auditConsumers } from './audit.consumers.ts';
import { checkLog } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let owner: CommunityContext;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation);
	owner = await here.as(await founderOf(here));
});
afterAll(() => installation.close());

const api = (ctx: CommunityContext) => communityCaller(ctx).audit;
const list = async (filter: Parameters<ReturnType<typeof api>['list']>[0] = {}) =>
	(await api(owner).list(filter)).items;
const check = () => {
	const { id: communityId, db } = here;
	return checkLog({ db, communityId, secret: installation.services.secret });
};
const sql = (text: string) =>
	installation.owner.query(text.replaceAll('LOG', `"c_${here.id}".audit_entries`));
const renamed = (name: string) => communityCaller(owner).spaces.createGroup({ name });

/** Five entries, one a second. */
async function fiveEntries(): Promise<void> {
	for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) {
		await renamed(name);
		installation.clock.advance(1000);
	}
}

test('an entry tells who did what to what, what changed, and why', async () => {
	const author = await here.as(await here.member('member', 'Ana Author'));
	const moderator = await here.member('moderator', 'Mo Moderator');
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const postId = newId();
	await publishPost(author, { id: postId, spaceId, title: 'Spring', body: words('Spring') });
	const mo = communityCaller(await here.as(moderator));
	await mo.posts.edit({
		postId,
		version: 1,
		title: 'Autumn',
		body: words('Autumn'),
		why: 'Season',
	});
	expect(await list()).toMatchObject([
		{
			...{ number: 1, action: 'posts.updated', at: expect.any(Date) },
			actor: { kind: 'member', memberId: moderator.memberId, staffId: null, name: 'Mo Moderator' },
			target: { kind: 'post', id: postId, memberId: author.grants.memberId },
			details: {
				...{ label: 'Spring', reason: 'Season' },
				...{ before: { title: 'Spring', version: 1 }, after: { title: 'Autumn', version: 2 } },
			},
		},
	]);
});

test('what members do with their own things is not written down', async () => {
	const author = await here.as(await here.member('moderator', 'Ana Author'));
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const own = { id: newId(), spaceId, title: 'Mine', body: words('Mine') };
	await publishPost(author, own);
	const { posts } = communityCaller(author);
	await posts.edit({ postId: own.id, version: 1, title: 'Still mine', body: words('Mine') });
	await posts.delete({ postId: own.id });
	expect(await list()).toEqual([]);
});

test('staff who run a community from the studio are named, and as the member they are too', async () => {
	const { services } = installation;
	const staff = {
		...{ id: here.staffId, email: here.ownerEmail, name: 'Olga Owner' },
		organizations: [{ id: here.community.organizationId, name: '', role: 'owner' as const }],
		hasSecondFactor: false,
	};
	const studio = await createStaffContext(services, here.community, staff, owner.request);
	await createSpace(studio, spaceFields('Hall'));
	expect(await list()).toMatchObject([
		{
			action: 'spaces.created',
			actor: {
				...{ kind: 'staff', staffId: here.staffId, memberId: owner.grants.memberId },
				name: 'Olga Owner',
			},
		},
	]);
});

test('an entry is there when the change is: not after a failure, not when nothing changed', async () => {
	const failing = owner.transaction(async (tx) => {
		tx.audit({ action: 'settings.updated', target: { kind: 'settings', id: 'x', label: 'x' } });
		throw new Error('too late');
	});
	await expect(failing).rejects.toThrow('too late');
	const { access } = owner.snapshot;
	await communityCaller(owner).communities.updateAccess(access);
	expect(await list()).toEqual([]);
	expect(await check()).toEqual({ checked: 0, next: null, fault: null });
});

test('secrets and addresses are not kept, and no entry grows without end', async () => {
	const invite = { emails: ['anastasia@example.org'], roleKey: 'member' };
	await communityCaller(owner).members.invite(invite);
	await owner.transaction(async (tx) =>
		tx.audit({
			action: 'settings.updated',
			target: { kind: 'settings', id: 'sso', label: 'x'.repeat(5000) },
			after: { clientSecret: 'hunter2', list: Array.from({ length: 900 }, () => 'y'.repeat(400)) },
		}),
	);
	const [settings, invitation] = await list();
	expect(invitation?.details?.after).toEqual({ to: ['a…@example.org'], role: 'Member' });
	expect(settings?.details?.after).toMatchObject({ clientSecret: '•••' });
	expect(JSON.stringify(settings).length).toBeLessThan(6000);
});

test('filters find by actor, action, thing and time, page after page', async () => {
	const start = installation.clock.now();
	await fiveEntries();
	const tagId = newId();
	const tag = { name: 'Tea', description: '', tagGroupId: null, isRestricted: false };
	const mo = await here.member('admin', 'Mo Admin');
	await createTag(await here.as(mo), { id: tagId, ...tag, roleIds: [], synonyms: [] });
	expect(await list({ actorId: mo.memberId })).toHaveLength(1);
	expect(await list({ action: 'groups' })).toHaveLength(5);
	expect(await list({ action: 'groups.created', actorId: mo.memberId })).toEqual([]);
	expect(await list({ aboutId: tagId })).toMatchObject([{ action: 'tags.created' }]);
	const second = new Date(start.getTime() + 1000);
	expect(await list({ to: second })).toMatchObject([{ number: 1 }]);
	expect(await list({ from: second, action: 'groups' })).toHaveLength(4);
	const first = await api(owner).list({ limit: 4 });
	const rest = await api(owner).list({ limit: 4, cursor: first.nextCursor });
	const numbers = [...first.items, ...rest.items].map(({ number }) => number);
	expect(numbers).toEqual([6, 5, 4, 3, 2, 1]);
	expect(rest.nextCursor).toBeNull();
	expect((await api(owner).actors()).map(({ name }) => name).toSorted()).toEqual([
		'Mo Admin',
		'Olga Owner',
	]);
});

test('moderators read what concerns moderation, and check and export nothing', async () => {
	const author = await here.as(await here.member('member', 'Ana Author'));
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const postId = newId();
	await publishPost(author, { id: postId, spaceId, title: 'Spam', body: words('Spam') });
	const mo = await here.as(await here.member('moderator', 'Mo Moderator'));
	await removePost(mo, { postId });
	await renamed('One');
	expect((await api(mo).list({})).items).toMatchObject([{ action: 'posts.removed' }]);
	expect(await api(mo).actors()).toMatchObject([{ name: 'Mo Moderator' }]);
	for (const refused of [api(mo).export({}), api(mo).check({}), api(author).list({})])
		expect(await outcomeOf(refused)).toBe('permissions.denied');
});

test('many at once leave one chain without a gap', async () => {
	expect(await atOnce(30, (index) => renamed(`Group ${index}`))).toEqual({ done: 30 });
	expect(await check()).toEqual({ checked: 30, next: null, fault: null });
});

test('the app can add entries and forget names, and neither change nor delete an entry', async () => {
	await renamed('One');
	const { db } = here;
	for (const attempt of [
		() => db.deleteFrom('auditEntries').execute(),
		() => db.updateTable('auditEntries').set({ action: 'groups.deleted' }).execute(),
		() => db.updateTable('auditEntries').set({ hash: 'x' }).execute(),
	])
		expect(await outcomeOf(attempt())).toBe('permission denied for table audit_entries');
});

test.for(TAMPERING)('checking finds %s', async ([, tampering, fault]) => {
	await fiveEntries();
	expect(await check()).toEqual({ checked: 5, next: null, fault: null });
	await sql(tampering.replaceAll('c_ID', `c_${here.id}`));
	expect((await check()).fault).toEqual(fault);
});

test('entries of another log do not fit in', async () => {
	await fiveEntries();
	const { id } = here;
	here = await createTestCommunity(installation);
	owner = await here.as(await founderOf(here));
	await renamed('One');
	await sql(`delete from LOG`);
	await sql(`insert into LOG select * from "c_${id}".audit_entries where number = 1`);
	expect((await check()).fault).toEqual({ number: 1, fault: 'changed' });
});

test('who is forgotten is forgotten here too, and the chain holds', async () => {
	const mo = await here.member('moderator', 'Mo Moderator');
	const ana = await here.member('member', 'Ana Author');
	const author = await here.as(ana);
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const postId = newId();
	await publishPost(author, { id: postId, spaceId, title: 'Ana wrote this', body: words('Hi') });
	await removePost(await here.as(mo), { postId });
	await renamed('One');
	for (const { memberId } of [ana, mo]) {
		await communityCaller(owner).members.remove({ memberId, contributions: 'anonymise' });
		await hear(memberId, 'anonymise');
		await hear(memberId, 'anonymise');
	}
	const entries = await list();
	expect(JSON.stringify(entries)).not.toMatch(/Ana|Mo Mod/);
	expect(entries.filter(({ action }) => action === 'members.forgotten')).toHaveLength(2);
	const removal = entries.find(({ action }) => action === 'posts.removed');
	expect(removal).toMatchObject({ actor: { name: null }, details: null });
	expect(await check()).toMatchObject({ fault: null });
});

test('who leaves and lets things stay is still named', async () => {
	const mo = await here.member('admin', 'Mo Admin');
	await communityCaller(await here.as(mo)).spaces.createGroup({ name: 'One' });
	await hear(mo.memberId, 'keep');
	expect((await list())[0]?.actor.name).toBe('Mo Admin');
});

async function hear(memberId: string, contributions: string): Promise<void> {
	const ctx = await createJobContext(installation.services, here.community, 'test');
	await auditConsumers['forget-in-audit-log'].handle(ctx, {
		...{ id: newId(), communityId: here.id, type: 'members.removed', actor: ctx.actor },
		...{ payload: { memberId, contributions }, occurredAt: installation.clock.now() },
	});
}

test('an exported line has all that its hash is made of', async () => {
	await fiveEntries();
	const first = await api(owner).export({ limit: 3 });
	const rest = await api(owner).export({ limit: 3, cursor: first.nextCursor });
	const lines = [...first.lines, ...rest.lines].map((line) => JSON.parse(line) as object);
	expect(lines.map((line) => Reflect.get(line, 'number'))).toEqual([1, 2, 3, 4, 5]);
	expect(lines[0]).toMatchObject({
		...{ hash: expect.any(String), detailsDigest: expect.any(String) },
		actor: { salt: expect.any(String), content: { name: 'Olga Owner' } },
	});
	expect(await api(owner).export({ action: 'tags' })).toEqual({ lines: [], nextCursor: null });
});

test('whoever takes the log as a file is in it, with the filter and how much it was', async () => {
	await fiveEntries();
	await api(owner).beginExport({ format: 'csv', action: 'groups.created' });
	await api(owner).beginExport({ format: 'jsonl' });
	const taken = await list({ action: 'log.exported' });
	expect(taken.map(({ details }) => details?.after)).toEqual([
		{ count: 6, format: 'jsonl' },
		{ count: 5, format: 'csv', action: 'groups.created' },
	]);
	expect(await check()).toMatchObject({ next: null, fault: null });
	const asked = api(await here.as(await here.member('moderator', 'Mo')));
	await asked.beginExport({ format: 'csv' });
	expect((await list({ action: 'log.exported' }))[0]?.details?.after).toMatchObject({ count: 0 });
	expect(await outcomeOf(asked.beginExport({ format: 'jsonl' }))).toBe('permissions.denied');
	const member = api(await here.as(await here.member('member', 'Ann')));
	expect(await outcomeOf(member.beginExport({ format: 'csv' }))).toBe('permissions.denied');
});
