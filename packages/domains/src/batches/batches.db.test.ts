import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import type { BulkAction, StartBulk } from './batches.schema.ts';
import { runBulk } from './run-bulk.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
let people: (typeof admin)[];
let round = 0;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	admin = await here.member('admin', 'Ada');
});
beforeEach(async () => {
	round += 1;
	people = [];
	for (const name of ['Ann', 'Bob', 'Cleo'])
		people.push(await here.member('member', `${name} ${round}`));
});
afterAll(() => installation.close());

const api = async (who = admin) => communityCaller(await here.as(who));
const run = (batchId: string) => runBulk(installation.services, { communityId: here.id, batchId });
const ids = () => people.map(({ memberId }) => memberId);
const moderator: BulkAction = { kind: 'give_role', roleKey: 'moderator' };

async function started(action: BulkAction, change: Partial<StartBulk> = {}) {
	const id = newId();
	await (await api()).batches.start({ id, action, memberIds: ids(), ...change });
	return id;
}
const batch = async (batchId: string) => (await api()).batches.get({ batchId });
const rolesOf = async (memberId: string) => {
	const held = here.db
		.selectFrom('memberRoles')
		.innerJoin('roles', 'roles.id', 'memberRoles.roleId')
		.select('roles.key')
		.where('memberId', '=', memberId);
	return (await held.execute()).map(({ key }) => key);
};
const row = (memberId: string) =>
	here.db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirstOrThrow();

test('a preview tells how many of those chosen are above, and what is done leaves them out', async () => {
	const boss = await here.member('admin', `Boss ${round}`);
	const waiting = await here.member('member', `Will ${round}`, 'pending');
	const memberIds = [...ids(), boss.memberId, admin.memberId, waiting.memberId];
	const { batches } = await api();
	expect(await batches.preview({ action: moderator, memberIds })).toEqual({
		...{ total: 6, able: 3, above: 2, unfit: 1 },
	});
	const id = await started(moderator, { memberIds });
	await run(id);
	expect(await batch(id)).toMatchObject({ state: 'done', total: 3, done: 3, changed: 3 });
	expect(await rolesOf(people[0]?.memberId ?? '')).toEqual(['moderator']);
	expect(await rolesOf(boss.memberId)).toEqual(['admin']);
});

test('what was changed is put back for ten minutes, and only that', async () => {
	const [ann, bob, cleo] = people;
	const roles = (await here.as(admin)).snapshot.roles;
	const roleId = roles.find(({ key }) => key === 'moderator')?.id ?? '';
	const memberId = bob?.memberId ?? '';
	await here.db.insertInto('memberRoles').values({ memberId, roleId }).execute();
	const id = await started(moderator);
	await run(id);
	expect(await batch(id)).toMatchObject({ changed: 2, unchanged: 1 });
	await (await api()).batches.undo({ batchId: id });
	await (await api()).batches.undo({ batchId: id });
	await run(id);
	await run(id);
	expect(await batch(id)).toMatchObject({ state: 'undone', undoUntil: null });
	expect(await rolesOf(ann?.memberId ?? '')).toEqual([]);
	expect(await rolesOf(memberId)).toEqual(['moderator']);
	const late = await started(moderator, { memberIds: [cleo?.memberId ?? ''] });
	await run(late);
	installation.clock.advance(601);
	expect(await outcomeOf((await api()).batches.undo({ batchId: late }))).toBe('batches.too_late');
	expect(await rolesOf(cleo?.memberId ?? '')).toEqual(['moderator']);
});

test('a hold and what was there before it: an undo restores the one before', async () => {
	const [ann, bob] = people;
	const memberId = ann?.memberId ?? '';
	const silence = { kind: 'silenced', hours: 24, reason: 'First.' } as const;
	await (await api()).restrictions.restrict({ memberId, ...silence });
	const before = await row(memberId);
	const id = await started({ kind: 'restrict', as: 'suspended', hours: 48, reason: 'All.' });
	await run(id);
	expect((await row(memberId)).status).toBe('suspended');
	await (await api()).restrictions.lift({ memberId: bob?.memberId ?? '' });
	await (await api()).restrictions.restrict({ memberId: bob?.memberId ?? '', ...silence });
	await (await api()).batches.undo({ batchId: id });
	await run(id);
	const after = await row(memberId);
	expect(after).toMatchObject({ status: 'active', restriction: 'silenced' });
	expect(after.restrictedUntil).toEqual(before.restrictedUntil);
	expect(after.restrictionDetails).toEqual(before.restrictionDetails);
	expect(await row(bob?.memberId ?? '')).toMatchObject({ restriction: 'silenced' });
	expect(await row(people[2]?.memberId ?? '')).toMatchObject({ restriction: null });
});

test('a removal waits for ten minutes, in which it can be taken back', async () => {
	const action = { kind: 'remove', contributions: 'keep', reason: '', tells: true } as const;
	const first = await started(action);
	await run(first);
	expect(await batch(first)).toMatchObject({ state: 'waiting', done: 0 });
	await (await api()).batches.undo({ batchId: first });
	installation.clock.advance(660);
	await run(first);
	expect(await row(people[0]?.memberId ?? '')).toMatchObject({ status: 'active' });
	const second = await started(action);
	installation.clock.advance(601);
	await run(second);
	expect(await batch(second)).toMatchObject({ state: 'done', changed: 3, undoUntil: null });
	expect(await row(people[0]?.memberId ?? '')).toMatchObject({ status: 'removed' });
	expect(await outcomeOf((await api()).batches.undo({ batchId: second }))).toBe('batches.too_late');
});

test('started twice and run by three at once, everybody is reached once', async () => {
	const id = await started(moderator);
	await (await api()).batches.start({ id, action: moderator, memberIds: ids() });
	await Promise.all([run(id), run(id), run(id)]);
	expect(await batch(id)).toMatchObject({ state: 'done', total: 3, done: 3, changed: 3 });
});

test('a whole filter is reached as it was at the start, hundreds at a time', async () => {
	const count = 120;
	await installation.owner.query(
		`insert into c_${here.id}.members (id, handle, name, status, joined_at)
		select gen_random_uuid(), 'many-' || n, 'Crowd ' || n, 'active', now() from generate_series(1, ${count}) n`,
	);
	const filter = { search: 'crowd' };
	expect(await (await api()).roster.count({ filter })).toEqual({ count });
	const id = newId();
	await (await api()).batches.start({ id, action: moderator, filter });
	await run(id);
	expect(await batch(id)).toMatchObject({ state: 'done', total: count, changed: count });
	const moderators = { ...filter, roleKeys: ['moderator'] };
	expect(await (await api()).roster.count({ filter: moderators })).toEqual({ count });
	await (await api()).batches.undo({ batchId: id });
	await run(id);
	expect(await (await api()).roster.count({ filter: moderators })).toEqual({ count: 0 });
});

test('nobody gives many what they may not give one, or reaches into another community', async () => {
	const { batches } = await api();
	const preview = (action: BulkAction, who = batches) =>
		outcomeOf(who.preview({ action, memberIds: ids() }));
	expect(await preview({ kind: 'give_role', roleKey: 'admin' })).toBe('members.role_above_own');
	expect(await preview({ kind: 'give_role', roleKey: 'nosuch' })).toBe('roles.not_found');
	const { snapshot } = await here.as(admin);
	const open = snapshot.spaces.find(({ visibility }) => visibility !== 'private')?.id ?? '';
	expect(await preview({ kind: 'add_space', spaceId: open })).toBe('batches.open_space');
	expect(await preview({ kind: 'add_space', spaceId: newId() })).toBe('spaces.not_found');
	const keeper = await here.member('moderator', `Mo ${round}`);
	expect(await preview(moderator, (await api(keeper)).batches)).toBe('permissions.denied');
	const elsewhere = await createTestCommunity(installation);
	const fay = await elsewhere.member('member', 'Fay');
	const foreign = { id: newId(), action: moderator, memberIds: [fay.memberId] };
	expect(await outcomeOf(batches.start(foreign))).toBe('batches.members_not_found');
	expect(await outcomeOf(batches.get({ batchId: foreign.id }))).toBe('batches.not_found');
});

test('a ban of many keeps out those below, is told by reason and end, and an undo lets them in again', async () => {
	const [ann, bob, cleo] = people;
	const boss = await here.member('admin', `Boss ${round}`);
	const ban: BulkAction = { kind: 'ban', hours: 48, reason: 'Spam.', contributions: 'keep' };
	const memberIds = [...ids(), boss.memberId, admin.memberId];
	const { batches, restrictions } = await api();
	expect(await batches.preview({ action: ban, memberIds })).toEqual({
		...{ total: 5, able: 3, above: 2, unfit: 0 },
	});
	const silent = { kind: 'restrict', as: 'silenced', hours: 1, reason: '' } as const;
	for (const action of [{ ...ban, reason: ' ' }, silent])
		expect(await outcomeOf(batches.preview({ action, memberIds }))).toContain('too_small');
	const id = await started(ban, { memberIds });
	await run(id);
	expect(await batch(id)).toMatchObject({ state: 'done', total: 3, changed: 3 });
	const viewer = (await here.as(ann ?? null)).viewer;
	expect(viewer).toMatchObject({
		standing: 'removed',
		restriction: { kind: 'banned', reason: 'Spam.' },
	});
	const { restrictedUntil } = await row(ann?.memberId ?? '');
	const lasts = Number(restrictedUntil) - installation.clock.now().getTime();
	expect(Math.round(lasts / 3_600_000)).toBe(48);
	expect(await row(boss.memberId)).toMatchObject({ status: 'active', restriction: null });
	await restrictions.lift({ memberId: bob?.memberId ?? '' });
	const again = { hours: null, reason: 'Again.', contributions: 'keep' } as const;
	await restrictions.ban({ memberId: bob?.memberId ?? '', ...again });
	await batches.undo({ batchId: id });
	await run(id);
	expect(await batch(id)).toMatchObject({ state: 'undone' });
	for (const who of [ann, cleo])
		expect(await row(who?.memberId ?? '')).toMatchObject({ status: 'active', restriction: null });
	expect(await row(bob?.memberId ?? '')).toMatchObject({
		status: 'removed',
		restriction: 'banned',
	});
});

test('a ban of many that takes what they wrote waits for ten minutes, and nobody brings it back', async () => {
	const [ann] = people;
	const memberId = ann?.memberId ?? '';
	const ban: BulkAction = { kind: 'ban', hours: null, reason: 'Spam.', contributions: 'anonymise' };
	const { batches } = await api();
	const first = await started(ban);
	await run(first);
	expect(await batch(first)).toMatchObject({ state: 'waiting', done: 0 });
	expect(await row(memberId)).toMatchObject({ status: 'active' });
	await batches.undo({ batchId: first });
	installation.clock.advance(601);
	await run(first);
	expect(await row(memberId)).toMatchObject({ status: 'active' });

	const second = await started(ban);
	installation.clock.advance(601);
	await run(second);
	expect(await batch(second)).toMatchObject({ state: 'done', changed: 3, undoUntil: null });
	expect(await row(memberId)).toMatchObject({ status: 'removed', userId: null });
	expect((await row(memberId)).name).not.toContain('Ann');
	const banned = here.db.selectFrom('members').select(['id', 'restriction', 'status']);
	expect(await banned.where('userId', '=', ann?.userId ?? '').execute()).toEqual([
		{ id: expect.not.stringMatching(memberId), restriction: 'banned', status: 'removed' },
	]);
	expect(await outcomeOf(batches.undo({ batchId: second }))).toBe('batches.too_late');
});

test('what was started before bans asked and reasons were needed can be read and undone', async () => {
	const id = await started({ kind: 'ban', hours: null, reason: 'Spam.', contributions: 'keep' });
	const task = here.db.selectFrom('memberBatches').select('task').where('id', '=', id);
	const { task: stored } = await task.executeTakeFirstOrThrow();
	const action = { kind: 'ban', hours: null, reason: '' };
	await here.db
		.updateTable('memberBatches')
		.set({ task: JSON.stringify({ ...Object(stored), action }) })
		.where('id', '=', id)
		.execute();
	await run(id);
	expect(await batch(id)).toMatchObject({ changed: 3, action: { contributions: 'keep' } });
	await (await api()).batches.undo({ batchId: id });
	await run(id);
	expect(await row(people[0]?.memberId ?? '')).toMatchObject({ status: 'active' });
});

test('who may silence and not ban bans nobody, however many at once', async () => {
	const owner = communityCaller(await here.as(await founderOf(here)));
	const less = await here.member('admin', `Lee ${round}`);
	const role = { id: newId(), name: 'No bans', permissions: { 'members:ban': 'deny' } } as const;
	await owner.roles.create(role);
	await owner.roles.give({ memberId: less.memberId, roleId: role.id, spaceId: null });
	const { batches } = await api(less);
	const action: BulkAction = { kind: 'ban', hours: null, reason: 'Spam.', contributions: 'keep' };
	const asked = { action, memberIds: ids() };
	expect(await outcomeOf(batches.preview(asked))).toBe('permissions.denied');
	expect(await outcomeOf(batches.start({ id: newId(), ...asked }))).toBe('permissions.denied');
});
