import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { readStanding } from '../members/index.ts';
import { BY_ANSWERS, BY_HAND, BY_MEMBERSHIP, bySignIn } from './grants.schema.ts';
import { giveRoles, giveSpaces, settle, takeRoles, takeSpaces } from './index.ts';

const SIGN_IN = newId();
const SOURCES = [BY_HAND, BY_ANSWERS, BY_MEMBERSHIP, bySignIn(SIGN_IN), bySignIn(newId())];

let installation: TestInstallation;
let here: TestCommunity;
let owner: CommunityContext;
const roleIds: string[] = [];
const spaceIds: string[] = [];
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	for (let made = 0; made < 3; made++) {
		const id = newId();
		await communityCaller(await here.as(founder)).roles.create({ id, name: `Role ${made}` });
		roleIds.push(id);
		const fields = { description: '', icon: '🔒', posting: 'everyone' as const };
		const space = await communityCaller(await here.as(founder)).spaces.create({
			...{
				...fields,
				name: `Room ${made}`,
				slug: `room-${made}`,
				visibility: 'private',
				groupId: null,
			},
		});
		spaceIds.push(space.spaceId);
	}
	installation.services.snapshots.drop(here.id);
	owner = await here.as(founder);
});
afterAll(() => installation.close());

const some = fc.subarray([0, 1, 2]);
const op = fc.record({
	source: fc.constantFrom(...SOURCES),
	how: fc.constantFrom('give' as const, 'take' as const, 'settle' as const),
	roles: some,
	spaces: some,
});
type Op = typeof op extends fc.Arbitrary<infer One> ? One : never;
type Held = { roles: Set<number>; spaces: Set<number> };

const pick = (all: readonly string[], which: Iterable<number>) =>
	[...which].map((at) => all[at] ?? '');

async function apply(memberId: string, { source, how, roles, spaces }: Op): Promise<void> {
	const grant = { memberId, source };
	const due = { roleIds: pick(roleIds, roles), spaceIds: pick(spaceIds, spaces) };
	await owner.transaction(async (tx) => {
		if (how === 'settle') return settle(owner, tx, grant, due);
		if (how === 'take') {
			await takeRoles(tx.db, grant, { only: due.roleIds }).execute();
			await takeSpaces(tx.db, grant, { only: due.spaceIds }).execute();
			return;
		}
		if (roles.length > 0) await giveRoles(tx.db, grant, due.roleIds).execute();
		if (spaces.length > 0) await giveSpaces(tx.db, grant, due.spaceIds).execute();
	});
}

function expected(held: Held, { how, roles, spaces }: Op): Held {
	const sets = { roles: new Set(roles), spaces: new Set(spaces) };
	if (how === 'settle') return sets;
	const both = (what: 'roles' | 'spaces') =>
		how === 'give'
			? new Set([...held[what], ...sets[what]])
			: new Set([...held[what]].filter((at) => !sets[what].has(at)));
	return { roles: both('roles'), spaces: both('spaces') };
}

const nothing = (): Map<string, Held> =>
	new Map(SOURCES.map((source) => [source, { roles: new Set(), spaces: new Set() }]));
const NOTHING: Held = { roles: new Set(), spaces: new Set() };
const all = (held: Map<string, Held>, what: 'roles' | 'spaces', ids: readonly string[]) =>
	pick(ids, new Set([...held.values()].flatMap((one) => [...one[what]]))).toSorted();

/** What a member may, and what each source says they hold. */
async function look(userId: string, memberId: string) {
	const standing = await readStanding(here.db, userId);
	const rows = await here.db
		.selectFrom('memberRoles')
		.select(['source', 'roleId as id'])
		.where('memberId', '=', memberId)
		.unionAll(
			here.db
				.selectFrom('spaceMembers')
				.select(['source', 'spaceId as id'])
				.where('memberId', '=', memberId),
		)
		.execute();
	return {
		roles: [...(standing?.roleIds ?? [])].toSorted(),
		spaces: [...(standing?.spaceIds ?? [])].toSorted(),
		rows: rows.map(({ source, id }) => `${source} ${id}`).toSorted(),
	};
}

function said(held: Map<string, Held>) {
	const rows = [...held].flatMap(([source, one]) =>
		[...pick(roleIds, one.roles), ...pick(spaceIds, one.spaces)].map((id) => `${source} ${id}`),
	);
	return {
		roles: all(held, 'roles', roleIds),
		spaces: all(held, 'spaces', spaceIds),
		rows: rows.toSorted(),
	};
}

test('whatever is given and taken in whatever order, what is left is the union of what is left', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(op, { minLength: 1, maxLength: 14 }), async (ops) => {
			const { userId, memberId } = await here.member('member', `Una ${newId().slice(-8)}`);
			const held = nothing();
			for (const one of ops) {
				await apply(memberId, one);
				held.set(one.source, expected(held.get(one.source) ?? NOTHING, one));
				expect(await look(userId, memberId)).toEqual(said(held));
			}
		}),
		{ numRuns: 40 },
	);
}, 60_000);

test('sources that give and take at the same moment do not touch what is another’s', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(op, { minLength: 5, maxLength: 20 }), async (ops) => {
			const { userId, memberId } = await here.member('member', `Ula ${newId().slice(-8)}`);
			const held = nothing();
			const chains = SOURCES.map(async (source) => {
				for (const one of ops.filter((each) => each.source === source)) {
					await apply(memberId, one);
					held.set(source, expected(held.get(source) ?? NOTHING, one));
				}
			});
			await Promise.all(chains);
			expect(await look(userId, memberId)).toEqual(said(held));
		}),
		{ numRuns: 15 },
	);
}, 60_000);

test('settling tells of what is new or gone for the member, once, and nothing the second time', async () => {
	const { memberId } = await here.member('member', `Uta ${newId().slice(-8)}`);
	const [first, second] = owner.snapshot.roles.filter(({ id }) => roleIds.includes(id));
	if (!first || !second) throw new Error('no roles');
	await giveRoles(here.db, { memberId, source: BY_HAND }, [first.id]).execute();
	const due = { roleIds: [first.id, second.id], spaceIds: [] };
	const step = (wanted: typeof due) =>
		owner.transaction((tx) => settle(owner, tx, { memberId, source: BY_MEMBERSHIP }, wanted));
	for (const wanted of [due, due, { roleIds: [], spaceIds: [] }]) await step(wanted);
	const { rows } = await installation.owner.query<{ payload: unknown }>(
		`select payload from streams.outbox where type = 'members.role_changed'
			and payload->>'memberId' = $1 order by occurred_at, id`,
		[memberId],
	);
	expect(rows.map(({ payload }) => payload)).toEqual([
		{ memberId, given: [second.key], taken: [] },
		{ memberId, given: [], taken: [second.key] },
	]);
});

test('what is taken by hand and stays is named with where it comes from', async () => {
	const { memberId } = await here.member('member', `Uwe ${newId().slice(-8)}`);
	const [roleId = '', spaceId = ''] = [roleIds[0], spaceIds[0]];
	const role = owner.snapshot.roles.find(({ id }) => id === roleId);
	const due = { roleIds: [roleId], spaceIds: [spaceId] };
	for (const source of [BY_MEMBERSHIP, bySignIn(SIGN_IN)])
		await owner.transaction((tx) => settle(owner, tx, { memberId, source }, due));
	const { roles, members, spaces } = communityCaller(owner);
	await roles.give({ memberId, roleId, spaceId: null });
	await spaces.setMember({ spaceId, memberId, allowed: true });
	const stays = [
		{ what: role?.name, source: 'membership', by: '' },
		{ what: role?.name, source: 'sso', by: '' },
	];
	expect(await roles.take({ memberId, roleId, spaceId: null })).toEqual({ stays });
	expect(await members.setRole({ memberId, roleKey: 'member' })).toEqual({ stays });
	expect(await spaces.setMember({ spaceId, memberId, allowed: false })).toEqual({
		stays: stays.map((one) => ({ ...one, what: 'Room 0' })),
	});
	const { rows } = await installation.owner.query<{ count: number }>(
		`select count(*)::int as count from streams.outbox where type = 'members.role_changed'
			and payload->'taken' ? $1 and payload->>'memberId' = $2`,
		[role?.key, memberId],
	);
	expect(rows).toEqual([{ count: 0 }]);
});

test('whoever holds something twice is seen once: on lists, in counts, in a space', async () => {
	const { userId, memberId } = await here.member('member', `Ugo ${newId().slice(-8)}`);
	const [roleId = '', spaceId = ''] = [roleIds[1], spaceIds[1]];
	for (const source of SOURCES)
		await owner.transaction((tx) =>
			settle(owner, tx, { memberId, source }, { roleIds: [roleId], spaceIds: [spaceId] }),
		);
	const { roles, roster, spaces } = communityCaller(owner);
	const holders = (await roles.matrix()).roles.find(({ id }) => id === roleId)?.holders;
	const before = holders ?? 0;
	expect(before).toBeGreaterThan(0);
	const inside = await spaces.members({ spaceId });
	expect(inside.filter(({ id }) => id === memberId)).toHaveLength(1);
	const counted = (await spaces.tree()).spaces.find(({ id }) => id === spaceId);
	expect(counted?.memberCount).toBe(inside.length);
	const filter = { search: 'Ugo' };
	const rows = (await roster.list({ filter, limit: 10 })).items;
	expect(rows.filter(({ id }) => id === memberId)).toHaveLength(1);
	expect(rows[0]?.roles.map(({ id }) => id)).toEqual([roleId]);
	expect((await roster.get({ memberId })).roles).toHaveLength(1);
	expect((await readStanding(here.db, userId))?.roleIds).toEqual([roleId]);
});

test('an owner twice over is still the last one', async () => {
	const founder = await founderOf(here);
	const ownerRole = owner.snapshot.roles.find(({ key }) => key === 'owner');
	const source = bySignIn(SIGN_IN);
	await giveRoles(here.db, { memberId: founder.memberId, source }, [ownerRole?.id ?? '']).execute();
	const other = await here.member('owner', `Udo ${newId().slice(-8)}`);
	const by = communityCaller(await here.as(other));
	await by.members.setRole({ memberId: founder.memberId, roleKey: 'member' }).catch(() => {});
	await here.db.deleteFrom('memberRoles').where('memberId', '=', other.memberId).execute();
	const last = await here.db
		.selectFrom('memberRoles')
		.select('memberId')
		.distinct()
		.where('roleId', '=', ownerRole?.id ?? '')
		.execute();
	expect(last).toEqual([{ memberId: founder.memberId }]);
});
