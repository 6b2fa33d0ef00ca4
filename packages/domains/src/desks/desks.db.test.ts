import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, tally } from '@kith/testing/test-content';
import { deskToken, memberWith, openedBy, somebodyAt } from '@kith/testing/test-desks';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, openBrowser } from '@kith/testing/test-staff';
import { createJobContext, createStaffContext, NO_REQUEST } from '../create-context.ts';
import { communityCaller, platformCaller } from '../index.ts';
import { createPlatformContext } from '../platform-context.ts';
import { desksConsumers } from './desks.consumers.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
let mia: Awaited<ReturnType<typeof memberWith>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
beforeEach(async () => {
	mia = await memberWith(here, { 'search:terms': 'allow' });
});
afterAll(() => installation.close());

const founder = async () => communityCaller(await here.as(await founderOf(here)));
const rows = (memberId: string) =>
	here.platform.selectFrom('desks').selectAll().where('memberId', '=', memberId).execute();
const opened = () => openedBy(installation, here, mia);

async function hear(type: string, memberId?: string): Promise<void> {
	const ctx = await createJobContext(installation.services, here.community, 'test');
	const event = { id: newId(), type, payload: memberId ? { memberId } : {} };
	await desksConsumers['end-desks'].handle(ctx, event as never);
}

test('a member whose role opens a page opens the studio with an account of theirs, and finds that page', async () => {
	const account = await opened();
	const ctx = await account.visit(here);
	expect(ctx.actor).toEqual({ kind: 'staff', staffId: account.staffId, memberId: mia.memberId });
	const api = communityCaller(ctx);
	expect(await api.desks.sight()).toMatchObject({ pages: ['content/search'] });
	expect(await outcomeOf(api.search.terms({}))).toBe('done');
	expect(await outcomeOf(api.communities.general())).toBe('permissions.denied');
	const own = await communityCaller(await here.as(mia)).desks.own();
	expect(own).toMatchObject({ mayOpen: true, desk: { email: account.email } });
	const [desk, ...more] = await (await account.platform()).desks.list();
	expect(desk).toMatchObject({ id: here.id, memberName: mia.name });
	expect(more).toEqual([]);
	const found = await (await account.platform()).organizations.find({});
	expect(found.items.map(({ id }) => id)).toEqual([here.id]);
	const log = await (await founder()).audit.list({ aboutId: mia.memberId, action: 'desks.opened' });
	expect(log.items[0]?.actor).toMatchObject({ staffId: account.staffId, memberId: mia.memberId });
});

test('a way in says where it leads, works once, and not after a quarter of an hour', async () => {
	const account = await somebodyAt(installation);
	const api = await account.platform();
	const late = await deskToken(here, mia);
	installation.clock.advance(901);
	expect(await api.desks.token(late)).toBeNull();
	expect(await outcomeOf(api.desks.take(late))).toBe('desks.token_used');
	const token = await deskToken(here, mia);
	expect(await api.desks.token(token)).toMatchObject({ memberName: mia.name });
	expect(await api.desks.take(token)).toEqual({ communityId: here.id });
	expect(await api.desks.token(token)).toBeNull();
	expect(await outcomeOf(api.desks.take(token))).toBe('desks.token_used');
	expect(await outcomeOf(api.desks.take({ token: 'made up' }))).toBe('desks.token_used');
});

test('opening a desk gives the session a new token, and the old one is worth nothing', async () => {
	const { staffId } = await somebodyAt(installation);
	const ctx = await asStaff(installation, staffId);
	const stolen = { ...openBrowser(), cookie: ctx.request.cookie };
	await platformCaller(ctx).desks.take(await deskToken(here, mia));
	const { services } = installation;
	expect((await createPlatformContext(services, stolen)).staff).toBeNull();
	expect((await createPlatformContext(services, ctx.request)).staff?.id).toBe(staffId);
});

test('of fifty at once one gets in, and one desk is there', async () => {
	const token = await deskToken(here, mia);
	const accounts = await Promise.all(Array.from({ length: 5 }, () => somebodyAt(installation)));
	const apis = await Promise.all(accounts.map((one) => one.platform()));
	const attempts = Array.from({ length: 50 }, (_, at) => apis[at % 5]?.desks.take(token));
	const outcomes = await Promise.all(attempts.map((one) => outcomeOf(one ?? Promise.reject())));
	expect(tally(outcomes)).toEqual({ done: 1, 'desks.token_used': 49 });
	expect(await rows(mia.memberId)).toHaveLength(1);
});

test('who may nothing there gets no way in, nor a visitor, nor who acts from the studio as a member', async () => {
	const plain = communityCaller(
		await here.as(await here.member('member', `P ${newId().slice(-8)}`)),
	);
	expect(await plain.desks.own()).toMatchObject({ mayOpen: false, desk: null });
	expect(await outcomeOf(plain.desks.open())).toBe('permissions.denied');
	const visitor = communityCaller(await here.as(null));
	expect(await outcomeOf(visitor.desks.open())).toBe('identity.sign_in_needed');
	const account = await opened();
	const inside = communityCaller(await account.visit(here));
	expect(await outcomeOf(inside.desks.open())).toBe('identity.sign_in_needed');
	expect(await outcomeOf(inside.desks.leave())).toBe('identity.sign_in_needed');
});

test('a session that was proved long ago proves it again first', async () => {
	const ctx = await here.as(mia);
	installation.clock.advance(601);
	expect(await outcomeOf(communityCaller(ctx).desks.open())).toBe('identity.confirm_first');
});

test('an address that a community vouches for opens nothing', async () => {
	const { email } = mia;
	const staff = { id: newId(), email, name: '', organizations: [], hasSecondFactor: true };
	const visit = createStaffContext(installation.services, here.community, staff, NO_REQUEST);
	expect(await outcomeOf(visit)).toBe('communities.not_found');
});

test('a desk in one community opens no other, and what another account does not have is not there', async () => {
	const account = await opened();
	expect(await outcomeOf(account.visit(there))).toBe('communities.not_found');
	const stranger = await somebodyAt(installation);
	expect(await outcomeOf(stranger.visit(here))).toBe('communities.not_found');
	const leave = (await stranger.platform()).desks.leave({ communityId: here.id });
	expect(await outcomeOf(leave)).toBe('desks.not_found');
});

test('a member has one account there, an account one member, and who runs the place needs none', async () => {
	const account = await opened();
	const again = (await account.platform()).desks.take(await deskToken(here, mia));
	expect(await outcomeOf(again)).toBe('done');
	const second = await somebodyAt(installation);
	const other = (await second.platform()).desks.take(await deskToken(here, mia));
	expect(await outcomeOf(other)).toBe('desks.member_taken');
	const ben = await memberWith(here, { 'search:terms': 'allow' });
	const both = (await account.platform()).desks.take(await deskToken(here, ben));
	expect(await outcomeOf(both)).toBe('desks.account_taken');
	const { organizationId } = here.community;
	const row = { organizationId, staffId: second.staffId, role: 'admin' };
	await here.platform.insertInto('organizationStaff').values(row).execute();
	const runner = (await second.platform()).desks.take(await deskToken(here, ben));
	expect(await outcomeOf(runner)).toBe('desks.runs_already');
	expect(await rows(ben.memberId)).toEqual([]);
});

test('with the role the studio is gone at once, and the desk with it', async () => {
	const account = await opened();
	const { memberId, roleId } = mia;
	await (await founder()).roles.take({ memberId, roleId, spaceId: null });
	expect(await outcomeOf(account.visit(here))).toBe('communities.not_found');
	expect(await (await account.platform()).desks.list()).toEqual([]);
	await hear('members.role_changed', memberId);
	expect(await rows(memberId)).toEqual([]);
	await (await founder()).roles.give({ memberId, roleId, spaceId: null });
	expect(await outcomeOf(account.visit(here))).toBe('communities.not_found');
});

test('what a role no longer says is gone as well', async () => {
	const account = await opened();
	const change = { roleId: mia.roleId, version: 1, permissions: {} };
	await (await founder()).roles.save({ changes: [change] });
	expect(await outcomeOf(account.visit(here))).toBe('communities.not_found');
	await hear('roles.updated');
	expect(await rows(mia.memberId)).toEqual([]);
});

const HOLDS = {
	async suspended(memberId: string) {
		const hold = { kind: 'suspended', hours: 24, reason: 'Cool down.' } as const;
		await (await founder()).restrictions.restrict({ memberId, ...hold });
	},
	async banned(memberId: string) {
		const ban = { hours: null, reason: 'Spam.', contributions: 'keep' } as const;
		await (await founder()).restrictions.ban({ memberId, ...ban });
	},
	async removed(memberId: string) {
		await (await founder()).members.remove({ memberId, contributions: 'keep' });
	},
};

test.for(Object.entries(HOLDS))('who is %s opens nothing', async ([, hold]) => {
	const account = await opened();
	await hold(mia.memberId);
	expect(await outcomeOf(account.visit(here))).toBe('communities.not_found');
	await hear('members.removed', mia.memberId);
	expect(await rows(mia.memberId)).toEqual([]);
});

test('who is silenced still sees what they saw', async () => {
	const account = await opened();
	const hold = { kind: 'silenced', hours: 24, reason: 'Enough.' } as const;
	await (await founder()).restrictions.restrict({ memberId: mia.memberId, ...hold });
	const ctx = await account.visit(here);
	expect(ctx.grants.has('search:terms')).toBe(true);
	expect(ctx.grants.where('posts:publish')).toEqual([]);
	await hear('restrictions.imposed', mia.memberId);
	expect(await rows(mia.memberId)).toHaveLength(1);
});

test('a role that asks for a second factor asks for the account’s', async () => {
	mia = await memberWith(here, { 'members:emails': 'allow', 'search:terms': 'allow' });
	const account = await opened().catch(() => null);
	if (!account) throw new Error('the desk was not opened');
	const weak = await account.visit(here, { hasSecondFactor: false });
	expect((await communityCaller(weak).desks.sight()).pages).toEqual([]);
	expect(await outcomeOf(communityCaller(weak).search.terms({}))).toBe(
		'permissions.second_factor_needed',
	);
	const strong = await account.visit(here, { hasSecondFactor: true });
	expect((await communityCaller(strong).desks.sight()).pages).toEqual(['content/search']);
});

test('what is done from a desk is written down with both names', async () => {
	const mo = await here.member('moderator', `Mo ${newId().slice(-8)}`);
	const account = await openedBy(installation, here, mo);
	const api = communityCaller(await account.visit(here));
	const hold = { kind: 'silenced', hours: 24, reason: 'Enough.' } as const;
	await api.restrictions.restrict({ memberId: mia.memberId, ...hold });
	const log = await (await founder()).audit.list({ action: 'members.silenced' });
	expect(log.items[0]?.actor).toMatchObject({ staffId: account.staffId, memberId: mo.memberId });
});

test('a moderator looks up whom they may hold back, and nobody else', async () => {
	const mo = communityCaller(
		await here.as(await here.member('moderator', `Mo ${newId().slice(-8)}`)),
	);
	const waiting = await here.member('member', `W ${newId().slice(-8)}`, 'pending');
	const { items } = await mo.roster.list({ limit: 100 });
	expect(items.find(({ id }) => id === mia.memberId)).toMatchObject({
		...{ mayHold: true, mayBan: true, isManageable: false, email: null },
	});
	expect(items.some(({ status }) => status === 'pending')).toBe(false);
	const asked = mo.roster.list({ filter: { states: ['pending', 'staged'] } });
	expect(await outcomeOf(asked)).toBe('permissions.denied');
	const { memberId } = waiting;
	expect(await outcomeOf(mo.roster.get({ memberId }))).toBe('members.not_found');
	expect(await mo.roster.get({ memberId: mia.memberId })).toMatchObject({ hasSecondFactor: null });
});

test('it is left from either side, and taken away by who manages members above', async () => {
	const account = await opened();
	await (await account.platform()).desks.leave({ communityId: here.id });
	expect(await outcomeOf(account.visit(here))).toBe('communities.not_found');
	const second = await opened();
	await communityCaller(await here.as(mia)).desks.leave();
	expect(await outcomeOf(second.visit(here))).toBe('communities.not_found');
	const third = await opened();
	const { memberId } = mia;
	const mo = communityCaller(
		await here.as(await here.member('moderator', `Mo ${newId().slice(-8)}`)),
	);
	expect(await outcomeOf(mo.desks.end({ memberId }))).toBe('permissions.denied');
	const admin = communityCaller(
		await here.as(await here.member('admin', `Ad ${newId().slice(-8)}`)),
	);
	expect(await admin.desks.ofMember({ memberId })).toMatchObject({ since: expect.any(Date) });
	await admin.desks.end({ memberId });
	expect(await outcomeOf(third.visit(here))).toBe('communities.not_found');
	expect(await outcomeOf(admin.desks.end({ memberId }))).toBe('desks.not_found');
});

test('who helps as the owner of a community does not close it', async () => {
	const owner = await here.member('owner', `Ow ${newId().slice(-8)}`);
	const account = await openedBy(installation, here, owner);
	const { archives } = await account.platform();
	const close = archives.close({ communityId: here.id, address: here.community.slug });
	expect(await outcomeOf(close)).toBe('permissions.denied');
	expect(await outcomeOf(archives.exports({ communityId: here.id }))).toBe('done');
	expect(await outcomeOf(archives.closing({ communityId: there.id }))).toBe(
		'communities.not_found',
	);
});
