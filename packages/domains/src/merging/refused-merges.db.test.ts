import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff } from '@kith/testing/test-staff';
import { openMerging, type Merging } from '@kith/testing/test-merging';
import { communityCaller, platformCaller } from '../index.ts';
import { marksOf } from '../members/index.ts';

let installation: TestInstallation;
let place: Merging;
beforeAll(async () => {
	installation = await createTestInstallation();
	place = await openMerging(installation);
});
afterAll(() => installation.close());

test('it asks for a fresh proof, for the handle, and for the right to do it', async () => {
	const { here, owner, someone, merge, rowOf } = place;
	const [gone, stays] = [await someone(), await someone()];
	const pair = { communityId: here.id, memberId: gone.memberId, intoId: stays.memberId };
	const { merging } = platformCaller(owner);
	const other = merging.merge({ ...pair, handle: 'somebody' });
	expect(await outcomeOf(other)).toBe('merging.other_handle');
	const stale = { ...owner, session: owner.session && { ...owner.session, provedAt: new Date(0) } };
	expect(await merge(gone, stays, stale)).toBe('identity.confirm_first');
	expect(await merge(gone, stays, await place.runs('analyst'))).toBe('permissions.denied');
	const elsewhere = await createTestCommunity(installation);
	const theirs = await asStaff(installation, elsewhere.staffId);
	expect(await merge(gone, stays, theirs)).toBe('communities.not_found');
	const foreign = await elsewhere.member('member', 'Foreign');
	const across = { ...pair, intoId: foreign.memberId, handle: (await rowOf(gone.memberId)).handle };
	expect(await outcomeOf(merging.merge(across))).toBe('members.not_found');
	expect(await rowOf(gone.memberId)).toMatchObject({ status: 'active' });
});

test('nobody is merged into themselves, nor an owner away, nor one above or not in', async () => {
	const { here, someone, merge } = place;
	const [plain, admin] = [await someone(), await someone('admin')];
	const colleague = await place.runs('admin');
	expect(await merge(plain, plain)).toBe('merging.same_account');
	expect(await merge(await founderOf(here), plain)).toBe('members.not_oneself');
	expect(await merge(await someone('owner'), plain)).toBe('members.owner_stays');
	expect(await merge(admin, plain, colleague)).toBe('members.above_you');
	expect(await merge(plain, admin, colleague)).toBe('members.above_you');
	const pending = await someone('member', 'pending');
	expect(await merge(plain, pending)).toBe('merging.not_in');
	expect(await merge(pending, plain)).toBe('done');
});

test('nor is who works for the organization, or is about to be removed', async () => {
	const { here, owner, someone, merge } = place;
	const [plain, entered, leaving] = [await someone(), await someone(), await someone()];
	const entry = { [entered.memberId]: { staffId: newId(), roleId: newId() } };
	const entries = { key: 'entryRoles', value: JSON.stringify(entry) };
	await here.db.insertInto('settings').values(entries).execute();
	installation.services.snapshots.drop(here.id);
	expect(await merge(entered, plain)).toBe('merging.works_here');
	await here.db.deleteFrom('settings').where('key', '=', entries.key).execute();
	installation.services.snapshots.drop(here.id);
	const studio = await place.inStudio(owner);
	const action = { kind: 'remove' as const, contributions: 'keep' as const };
	await studio.batches.start({ id: newId(), action, memberIds: [leaving.memberId] });
	expect(await merge(leaving, plain)).toBe('merging.being_removed');
	expect(await merge(plain, leaving)).toBe('merging.being_removed');
});

test('nor is who is held back into somebody whom nobody holds back', async () => {
	const { here, owner, someone, merge, rowOf } = place;
	const [gone, founder] = [await someone(), await founderOf(here)];
	const hold = { memberId: gone.memberId, hours: 24, reason: 'Noise.' };
	const studio = await place.inStudio(owner);
	await studio.restrictions.restrict({ ...hold, kind: 'silenced' });
	expect(await merge(gone, founder)).toBe('merging.restricted');
	expect(await rowOf(gone.memberId)).toMatchObject({ status: 'active', restriction: 'silenced' });
	await studio.restrictions.lift({ memberId: gone.memberId });
	expect(await merge(gone, founder)).toBe('done');
});

test('more than fifty thousand things are refused, fifty thousand are brought over', async () => {
	const { here, someone, merge } = place;
	const [gone, stays] = [await someone(), await someone()];
	const reactions = `c_${here.id}.reactions`;
	await installation.owner.query(
		`insert into ${reactions} (member_id, subject_kind, subject_id, emoji, created_at)
			select $1, 'comment', gen_random_uuid(), '👍', now() from generate_series(1, 50001)`,
		[gone.memberId],
	);
	expect(await merge(gone, stays)).toBe('merging.too_much');
	await installation.owner.query(
		`delete from ${reactions} where subject_id =
			(select subject_id from ${reactions} where member_id = $1 limit 1)`,
		[gone.memberId],
	);
	expect(await merge(gone, stays)).toBe('done');
	const { rows } = await installation.owner.query(
		`select member_id, count(*)::int from ${reactions}
			where member_id in ($1, $2) group by member_id`,
		[gone.memberId, stays.memberId],
	);
	expect(rows).toEqual([{ member_id: stays.memberId, count: 50_000 }]);
});

test('roles and rooms come along only as far as the actor could give them', async () => {
	const { here, owner, someone, merge } = place;
	const studio = await place.inStudio(owner);
	const roleId = newId();
	const permissions = { 'data:delete': 'allow' as const };
	await studio.roles.create({ id: roleId, name: 'Keeper of keys', permissions });
	const [gone, stays] = [await someone('moderator'), await someone()];
	await here.db.insertInto('memberRoles').values({ memberId: gone.memberId, roleId }).execute();
	const closed = { visibility: 'private' as const };
	const secret = await studio.spaces.create({ ...spaceFields('Secret'), ...closed });
	const room = await studio.spaces.create({ ...spaceFields('Room'), ...closed });
	const let_in = [secret, room].map(({ spaceId }) => ({ memberId: gone.memberId, spaceId }));
	await here.db.insertInto('spaceMembers').values(let_in).execute();
	const admins = here.db.selectFrom('roles').select('id').where('key', '=', 'admin');
	const { id } = await admins.executeTakeFirstOrThrow();
	const overrides = JSON.stringify({ [id]: { 'spaces:read': 'deny', 'spaces:manage': 'deny' } });
	await here.db.updateTable('spaces').set({ overrides }).where('id', '=', secret.spaceId).execute();
	const humbled = sql<string>`permissions - 'spaces:overrule'`;
	await here.db.updateTable('roles').set({ permissions: humbled }).where('id', '=', id).execute();
	installation.services.snapshots.drop(here.id);
	expect(await merge(gone, stays, await place.runs('admin'))).toBe('done');
	const held = await here.db
		.selectFrom('memberRoles')
		.innerJoin('roles', 'roles.id', 'memberRoles.roleId')
		.select('roles.key')
		.where('memberId', '=', stays.memberId)
		.execute();
	expect(held).toEqual([{ key: 'moderator' }]);
	const rooms = here.db.selectFrom('spaceMembers').select('spaceId');
	expect(await rooms.where('memberId', '=', stays.memberId).execute()).toEqual([
		{ spaceId: room.spaceId },
	]);
});

test('what holds somebody back is not washed off: the graver kind and the later end hold', async () => {
	const { here, owner, someone, merge, rowOf } = place;
	const studio = await place.inStudio(owner);
	const [gone, stays, banned] = [await someone(), await someone(), await someone()];
	const hold = { memberId: gone.memberId, hours: 24, reason: 'Shouting.' };
	await studio.restrictions.restrict({ ...hold, kind: 'suspended' });
	const milder = { memberId: stays.memberId, hours: 240, reason: 'Noise.' };
	await studio.restrictions.restrict({ ...milder, kind: 'silenced' });
	const { restrictedUntil } = await rowOf(stays.memberId);
	expect(await merge(gone, stays)).toBe('done');
	expect(await rowOf(stays.memberId)).toMatchObject({
		...{ restriction: 'suspended', status: 'suspended', restrictedUntil },
		restrictionDetails: { reason: 'Shouting.' },
	});
	const ban = { memberId: banned.memberId, hours: null, reason: 'Enough.' };
	await studio.restrictions.ban({ ...ban, contributions: 'keep' });
	await studio.restrictions.lift({ memberId: stays.memberId });
	await studio.restrictions.ban({ ...ban, memberId: stays.memberId, contributions: 'anonymise' });
	const { addresses } = marksOf(installation.services.secret, { email: gone.email, ips: [] });
	const bans = here.db
		.selectFrom('members')
		.select('restrictionDetails')
		.where('userId', '=', stays.userId);
	const { restrictionDetails: kept } = await bans.executeTakeFirstOrThrow();
	expect(kept).toMatchObject({ addresses: expect.arrayContaining(addresses) });
	expect(await merge(banned, await someone())).toBe('members.not_found');
	expect(await merge(await someone(), banned)).toBe('members.not_found');
});

test('a block of either is a block of both, and between the two there is nothing', async () => {
	const { here, someone, merge } = place;
	const [gone, stays, foe] = [await someone(), await someone(), await someone()];
	const relate = async (who: typeof gone) => communityCaller(await here.as(who)).relations;
	await (await relate(stays)).follow({ memberId: foe.memberId, on: true });
	await (await relate(foe)).block({ memberId: gone.memberId, on: true });
	await (await relate(gone)).block({ memberId: stays.memberId, on: true });
	expect(await merge(gone, stays)).toBe('done');
	const both = [gone.memberId, stays.memberId];
	const left = await here.db
		.selectFrom('relations')
		.select(['memberId', 'kind', 'targetId'])
		.where((eb) => eb.or([eb('memberId', 'in', both), eb('targetId', 'in', both)]))
		.execute();
	expect(left).toEqual([{ memberId: foe.memberId, kind: 'block', targetId: stays.memberId }]);
});
