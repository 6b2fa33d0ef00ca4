import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyActor } from '@kith/testing/test-actors';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import type { HeldBack } from '../permissions/permissions.schema.ts';
import { roleWith, rolesOf } from './roles-fixture.ts';
import type { Explain } from './roles.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let open: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	open = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	actors = await everyActor(here, open);
});
afterAll(() => installation.close());

const TERM = { hours: 24, reason: 'Enough for now.' };
let count = 0;

/** Somebody who is outside, as it comes about. */
async function outside(state: HeldBack, community = here): Promise<TestMember> {
	const isWaiting = state === 'pending' || state === 'staged';
	count += 1;
	const who = await community.member('member', `Out ${count}`, isWaiting ? state : 'active');
	const { restrictions } = communityCaller(await owner(community));
	const { memberId } = who;
	if (state === 'suspended') await restrictions.restrict({ memberId, kind: state, ...TERM });
	if (state === 'banned') await restrictions.ban({ memberId, contributions: 'keep', ...TERM });
	return who;
}
const owner = async (community: TestCommunity) =>
	community.as(await community.member('owner', `Olga ${(count += 1)}`));
const whomOf = ({ memberId }: TestMember) => ({ kind: 'member' as const, memberId });
const ask = async (who: TestMember, permission: Explain['permission'], community = here) =>
	rolesOf(await owner(community)).explain({ whom: whomOf(who), permission, spaceId: null });

const STATES: readonly HeldBack[] = ['pending', 'staged', 'suspended', 'banned'];

test.each(STATES)('why somebody who is %s may nothing is that they are', async (state) => {
	const who = await outside(state);
	const { allowed, rules } = await ask(who, 'members:read');
	expect(allowed).toBe(false);
	expect(rules).toMatchObject([
		{ step: 'everyone', word: 'allow' },
		{ step: state, word: 'deny', roles: [] },
	]);
	// What they would not be allowed inside either has its own reason.
	const beyond = await ask(who, 'roles:manage');
	expect(beyond.allowed).toBe(false);
	expect(beyond.rules.map(({ step }) => step)).not.toContain(state);
	expect(await rolesOf(await owner(here)).preview({ whom: whomOf(who) })).toMatchObject({
		...{ name: who.name, heldBack: state, community: [] },
	});
});

test.each(STATES)('somebody who is %s may what visitors may, and it is said so', async (state) => {
	const who = await outside(state, open);
	const { allowed, rules } = await ask(who, 'posts:read', open);
	const seen = await communityCaller(await owner(open)).roles.preview({ whom: whomOf(who) });
	const { name: _, ...visitor } = await rolesOf(await owner(open)).preview({
		whom: { kind: 'visitor' },
	});
	expect({ allowed, last: rules.at(-1)?.word }).toEqual({ allowed: true, last: 'allow' });
	expect(visitor.community).toContain('posts:read');
	expect(seen).toEqual({ ...visitor, name: who.name, heldBack: state });
	// It is what is enforced: with the session they had, they are a visitor.
	const { grants } = await open.as(who);
	expect(grants.has('posts:read')).toBe(true);
	expect(grants.has('posts:publish')).toBe(false);
});

test('why somebody who is silenced takes no part is that they are, and they read as ever', async () => {
	const who = await here.member('member', 'Silja Silenced');
	const { restrictions } = communityCaller(await owner(here));
	await restrictions.restrict({ memberId: who.memberId, kind: 'silenced', ...TERM });
	expect((await ask(who, 'posts:read')).allowed).toBe(true);
	const { allowed, rules } = await ask(who, 'comments:publish');
	expect(allowed).toBe(false);
	expect(rules.at(-1)).toMatchObject({ step: 'silenced', word: 'deny' });
	const { heldBack } = await rolesOf(await owner(here)).preview({ whom: whomOf(who) });
	expect(heldBack).toBeNull();
});

test('who waits is not told of guidelines that they will be asked to accept inside', async () => {
	const who = await outside('pending');
	await here.db
		.updateTable('members')
		.set({ guidelinesVersion: 0 })
		.where('id', '=', who.memberId)
		.execute();
	const { rules } = await ask(who, 'comments:publish');
	expect(rules.map(({ step }) => step)).not.toContain('guidelines');
	expect(rules.at(-1)?.step).toBe('pending');
});

test('nobody sees the site as somebody who is outside, and who is gone is as unknown as ever', async () => {
	const attempts = async (who: TestMember) => {
		const roles = rolesOf(await owner(here));
		const whom = whomOf(who);
		const question = { whom, permission: 'posts:read' as const, spaceId: null };
		const tries = [roles.viewAs({ whom }), roles.explain(question), roles.preview({ whom })];
		return Promise.all(tries.map(outcomeOf));
	};
	for (const state of STATES)
		expect(await attempts(await outside(state))).toEqual(['members.not_found', 'done', 'done']);
	const gone = await here.member('member', 'Gus Gone');
	await communityCaller(await here.as(gone)).members.leave({ contributions: 'keep' });
	expect(await attempts(gone)).toEqual(Array(3).fill('members.not_found'));
});

test('who manages roles and looks after nobody learns of nobody that they are outside', async () => {
	const role = await roleWith(await actors.as('owner'), { 'roles:manage': 'allow' });
	const keeper = await here.member('member', 'Kim Keeper');
	await rolesOf(await actors.as('owner')).give({
		...{ memberId: keeper.memberId, roleId: role.id, spaceId: null },
	});
	await here.db
		.updateTable('roles')
		.set({ requiresSecondFactor: false })
		.where('id', '=', role.id)
		.execute();
	installation.services.snapshots.drop(here.id);
	const asKeeper = async (who: TestMember) =>
		outcomeOf(rolesOf(await here.as(keeper)).preview({ whom: whomOf(who) }));
	expect(await asKeeper(await here.member('member', 'In Side'))).toBe('done');
	for (const state of STATES)
		expect(await asKeeper(await outside(state))).toBe('members.not_found');
});
