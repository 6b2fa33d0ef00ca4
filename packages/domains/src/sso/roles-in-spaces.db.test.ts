import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields } from '@kith/testing/test-content';
import { latestCode } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { loginAt } from '@kith/testing/test-login';
import { connect, connectionFields } from '@kith/testing/test-sso';
import { openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';
import type { ConnectionView, CreateConnection, MappingRule } from './sso.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let spaceAdmin: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const role = here.db.selectFrom('roles').select('id').where('key', '=', 'space_admin');
	spaceAdmin = (await role.executeTakeFirstOrThrow()).id;
});
afterAll(() => installation.close());

const SHARED = 'a secret of thirty-two characters';
const visit = (browser: RequestFacts) =>
	createCommunityContext(installation.services, here.community, browser);
const owner = async () => here.as(await founderOf(here));
const newSpace = async (visibility: 'private' | 'members' = 'private') =>
	(await communityCaller(await owner()).spaces.create({ ...spaceFields(), visibility })).spaceId;
const inSpace = (value: string, spaceId: string, roleId = spaceAdmin): MappingRule => ({
	...{ claim: 'groups', value, roleId, spaceId, tierId: null },
});
const open = (change: Partial<CreateConnection>) =>
	connect(here, {
		source: {
			...{ kind: 'token', loginUrl: 'https://acme.example/login', algorithm: 'HS256' },
			publicKey: '',
		},
		...{ secret: SHARED, ...change },
	});

type Says = { sub: string; email: string; groups: string[]; email_verified?: boolean };

async function comeBy(connection: ConnectionView, says: Says, browser = openBrowser()) {
	const connectionId = connection.id;
	const wish = { connectionId, next: '/', invitation: null, test: null };
	const { url } = await startSignIn(await visit(browser), wish);
	const signing = { secret: SHARED, now: installation.services.clock.now() };
	const query = loginAt(url, signing, () => says).search.slice(1);
	await finishSignIn(await visit(browser), { connectionId, query });
	return browser;
}
const someone = () => ({ sub: newId(), email: `${newId()}@acme.example` });
const heldBy = async (browser: RequestFacts) => (await visit(browser)).standing?.scopedRoles;
const memberIn = async (browser: RequestFacts) => (await visit(browser)).viewer?.memberId ?? '';

test('a role in a space comes and goes with the claim, there alone; what a hand gave stays', async () => {
	const [vault, hall] = [await newSpace(), await newSpace('members')];
	const connection = await open({
		rules: [inSpace('vault', vault), inSpace('hall', hall), inSpace('hall', hall)],
	});
	const says = { ...someone(), groups: ['vault', 'hall'] };
	const browser = await comeBy(connection, says);
	expect(await heldBy(browser)).toEqual({ [vault]: [spaceAdmin], [hall]: [spaceAdmin] });
	const { grants } = await visit(browser);
	expect(grants.where('posts:moderate').toSorted()).toEqual([vault, hall].toSorted());
	expect(grants.has('posts:moderate')).toBe(false);
	expect(grants.spaces.readable).toContain(vault);

	const memberId = await memberIn(browser);
	const { roles } = communityCaller(await owner());
	await roles.give({ memberId, roleId: spaceAdmin, spaceId: hall });
	await comeBy(connection, { ...says, groups: [] }, browser);
	expect(await heldBy(browser)).toEqual({ [hall]: [spaceAdmin] });
	expect((await visit(browser)).grants.spaces.readable).not.toContain(vault);
});

test('held by two hands it is held once, and taking it by hand says what stays', async () => {
	const hall = await newSpace();
	const connection = await open({ rules: [inSpace('hall', hall)] });
	const browser = await comeBy(connection, { ...someone(), groups: ['hall'] });
	const held = { memberId: await memberIn(browser), roleId: spaceAdmin, spaceId: hall };
	const { roles } = communityCaller(await owner());
	await roles.give(held);
	expect(await heldBy(browser)).toEqual({ [hall]: [spaceAdmin] });
	const there = (await roles.inSpace({ spaceId: hall })).people;
	expect(there.map(({ roleIds }) => roleIds)).toEqual([[spaceAdmin]]);
	const stays = [{ what: 'Space admin', source: 'sso', by: 'Acme' }];
	expect(await roles.take(held)).toEqual({ stays });
	expect(await heldBy(browser)).toEqual({ [hall]: [spaceAdmin] });

	const { sso } = communityCaller(await owner());
	expect(await sso.planRemoval({ connectionId: connection.id })).toMatchObject({ mapped: 1 });
	await sso.remove({ connectionId: connection.id });
	expect(await heldBy(browser)).toEqual({});
});

test('who proves their address first gets what rules still give by then', async () => {
	const [kept, dropped] = [await newSpace(), await newSpace()];
	const connection = await open({ rules: [inSpace('a', kept), inSpace('a', dropped)] });
	const says = { ...someone(), email_verified: false, groups: ['a'] };
	const browser = await comeBy(connection, says);
	const { sso } = communityCaller(await owner());
	const { source } = connection;
	await sso.update({
		...{ ...connectionFields(), source, secret: null, connectionId: connection.id },
		...{ version: connection.version, rules: [inSpace('a', kept)] },
	});
	const code = await latestCode(installation, here.id, says.email);
	await communityCaller(await visit(browser)).sso.confirm({ code });
	expect(await heldBy(browser)).toEqual({ [kept]: [spaceAdmin] });
});

test('a role in a space is given by rule by nobody who could not give it there by hand', async () => {
	const spaceId = await newSpace('members');
	const boss = await owner();
	const community = boss.snapshot.roles.find(({ key }) => key === 'moderator')?.id ?? '';
	const admin = await here.member('admin', `Ada ${newId().slice(-8)}`);
	const muted = await here.member('admin', `Mute ${newId().slice(-8)}`);
	const roleId = newId();
	const { roles } = communityCaller(boss);
	await roles.create({ id: roleId, name: 'Muted', permissions: { 'posts:moderate': 'deny' } });
	await roles.give({ memberId: muted.memberId, roleId, spaceId: null });
	installation.services.snapshots.drop(here.id);
	const outcome = async (ctx: Awaited<ReturnType<typeof owner>>, rule: MappingRule) => {
		const fields = { ...connectionFields(), rules: [rule] };
		const { sso } = communityCaller(ctx);
		for (const { id: connectionId } of await sso.list()) await sso.remove({ connectionId });
		return outcomeOf(sso.create({ id: newId(), ...fields }));
	};
	expect(await outcome(await here.as(admin), inSpace('x', spaceId))).toBe('done');
	expect(await outcome(await here.as(muted), inSpace('x', spaceId))).toBe('roles.beyond_own');
	expect(await outcome(await owner(), inSpace('x', spaceId, community))).toBe('roles.not_found');
	expect(await outcome(await owner(), inSpace('x', newId()))).toBe('spaces.not_found');
	await here.db.updateTable('roles').set({ rank: 85 }).where('id', '=', spaceAdmin).execute();
	installation.services.snapshots.drop(here.id);
	expect(await outcome(await here.as(admin), inSpace('x', spaceId))).toBe('members.role_above_own');
});

test('a space that was put away, and a role that is no more for spaces, are no longer given', async () => {
	await here.db.updateTable('roles').set({ rank: 50 }).where('id', '=', spaceAdmin).execute();
	installation.services.snapshots.drop(here.id);
	const spaceId = await newSpace();
	const connection = await open({ rules: [inSpace('a', spaceId)] });
	const says = { ...someone(), groups: ['a'] };
	const browser = await comeBy(connection, says);
	expect(await heldBy(browser)).toEqual({ [spaceId]: [spaceAdmin] });
	await here.db
		.updateTable('spaces')
		.set({ archivedAt: new Date() })
		.where('id', '=', spaceId)
		.execute();
	installation.services.snapshots.drop(here.id);
	await comeBy(connection, says, browser);
	expect(await heldBy(browser)).toEqual({});
});
