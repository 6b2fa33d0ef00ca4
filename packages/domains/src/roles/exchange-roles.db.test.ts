import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createGroup, createSpace } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { rolesOf } from './roles-fixture.ts';
import type { RoleDocument, RoleWords } from './roles.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await wellRuled();
});
afterAll(() => installation.close());

const community = () => createTestCommunity(installation);
async function ownerOf(here: TestCommunity): Promise<CommunityContext> {
	installation.services.snapshots.drop(here.id);
	return here.as(await founderOf(here));
}
const exported = async (here: TestCommunity) => rolesOf(await ownerOf(here)).export();
const take = async (here: TestCommunity, document: RoleDocument, isDryRun = false) =>
	rolesOf(await ownerOf(here)).import({ document, isDryRun });
const idOf = ({ snapshot }: CommunityContext, key: string) =>
	snapshot.roles.find((role) => role.key === key)?.id ?? '';
const movableOf = ({ snapshot }: CommunityContext) =>
	snapshot.roles.filter(({ key }) => !/^(?:owner|member|guest)$/.test(key)).map(({ id }) => id);
const namesIn = ({ roles }: RoleDocument) => roles.map(({ name }) => name);

/** Everything the file does not decide upon: keys are made by each community. */
const withoutKeys = ({ roles, spaces, groups }: RoleDocument) => {
	const nameOf = (key: string) => roles.find((role) => role.key === key)?.name ?? key;
	const byName = (said: object) =>
		Object.fromEntries(Object.entries(said).map(([key, words]) => [nameOf(key), words]));
	return {
		roles: roles.map(({ key: _key, ...role }) => role),
		spaces: Object.fromEntries(Object.entries(spaces).map(([slug, said]) => [slug, byName(said)])),
		groups: groups.map(({ name, overrides }) => ({ name, overrides: byName(overrides) })),
	};
};

/** A community with roles of its own in an order of their own, and exceptions in a space and in a group. */
async function wellRuled(): Promise<TestCommunity> {
	const place = await community();
	const [helperId, editorId, hostId] = [newId(), newId(), newId()];
	const owner = await ownerOf(place);
	const roles = rolesOf(owner);
	await roles.create({
		...{ id: helperId, name: 'Helper', description: 'Helps', color: '#112233' },
		permissions: { 'comments:moderate': 'allow', 'polls:vote': 'deny' },
	});
	await roles.create({
		...{ id: editorId, name: 'Editor', color: '#aabbcc' },
		permissions: { 'data:export': 'allow' },
	});
	await roles.create({
		...{ id: hostId, name: 'Host', scope: 'space' },
		permissions: { 'posts:moderate': 'allow' },
	});
	await roles.save({ changes: [{ roleId: helperId, version: 1, requiresSecondFactor: true }] });
	const moderatorId = idOf(owner, 'moderator');
	await roles.save({ changes: [{ roleId: moderatorId, version: 1, color: '#445566' }] });
	const first = [idOf(owner, 'admin'), editorId, hostId, moderatorId, helperId];
	const others = movableOf(await ownerOf(place)).filter((id) => !first.includes(id));
	await roles.arrange({ roleIds: [...first, ...others] });
	const { groupId } = await createGroup(owner, { name: 'Choirs' });
	const { spaceId } = await createSpace(owner, { ...spaceFields(), slug: 'stage' });
	const say = async (kind: 'space' | 'group', scopeId: string, overrides: object) => {
		const scope = { kind, scopeId };
		const words = overrides as Record<string, RoleWords>;
		await rolesOf(await ownerOf(place)).setOverrides({ scope, version: 1, overrides: words });
	};
	await say('group', groupId, {
		[helperId]: { 'posts:moderate': 'allow', 'polls:vote': 'allow' },
		[idOf(owner, 'member')]: { 'comments:publish': 'deny' },
	});
	await say('space', spaceId, { [editorId]: { 'comments:publish': 'deny' } });
	return place;
}
/** A community with the same space and group, and the roles that every community has. */
async function plain() {
	const there = await community();
	const owner = await ownerOf(there);
	const { groupId } = await createGroup(owner, { name: 'Choirs' });
	await createSpace(owner, { ...spaceFields(), slug: 'stage' });
	return { there, groupId };
}

test('what one community exports another has once it took it in: roles, their order, exceptions', async () => {
	const { there } = await plain();
	const document = await exported(here);
	expect(namesIn(document).slice(1, 6)).toEqual(['Admin', 'Editor', 'Host', 'Moderator', 'Helper']);
	expect(document.groups.map(({ name }) => name)).toEqual(['Choirs']);
	const wanted = {
		...{ created: ['Editor', 'Host', 'Helper'], changed: ['Moderator'], isReordered: false },
		...{ overridden: ['Choirs', 'Hall'], unknownSpaces: [] },
	};
	expect(await take(there, document, true)).toMatchObject(wanted);
	expect(namesIn(await exported(there))).not.toContain('Editor');
	expect(await take(there, document)).toMatchObject(wanted);
	const arrived = await exported(there);
	expect(withoutKeys(arrived)).toEqual(withoutKeys(document));
	const helper = arrived.roles.find(({ name }) => name === 'Helper');
	expect(helper).toMatchObject({ color: '#112233', requiresSecondFactor: true });
});

test('taken in once more it changes nothing, and a file brings known roles back into its order', async () => {
	const document = await exported(here);
	const nothing = { created: [], changed: [], isReordered: false, overridden: [] };
	expect(await take(here, document)).toMatchObject(nothing);
	const owner = await ownerOf(here);
	await rolesOf(owner).arrange({ roleIds: movableOf(owner).toReversed() });
	await rolesOf(await ownerOf(here)).create({ id: newId(), name: 'Later', permissions: {} });
	expect(namesIn(await exported(here)).indexOf('Admin')).toBeGreaterThan(5);
	expect(await take(here, document)).toEqual(
		expect.objectContaining({ ...nothing, isReordered: true }),
	);
	const after = namesIn(await exported(here));
	expect(after.filter((name) => name !== 'Later')).toEqual(namesIn(document));
	expect(after.indexOf('Later')).toBe(namesIn(document).indexOf('Member'));
});

test('what the file does not know stays: roles that are here alone, and what is said of them', async () => {
	const { there, groupId } = await plain();
	const own = newId();
	await rolesOf(await ownerOf(there)).create({ id: own, name: 'Own', permissions: {} });
	const scope = { kind: 'group' as const, scopeId: groupId };
	const memberId = idOf(await ownerOf(there), 'member');
	await rolesOf(await ownerOf(there)).setOverrides({
		...{ scope, version: 1 },
		overrides: { [own]: { 'polls:vote': 'deny' }, [memberId]: { 'polls:vote': 'deny' } },
	});
	await take(there, await exported(here));
	const { snapshot } = await ownerOf(there);
	const { overrides } = snapshot.groups.find(({ id }) => id === groupId) ?? {};
	expect(overrides?.[own]).toEqual({ 'polls:vote': 'deny' });
	expect(overrides?.[memberId]).toEqual({ 'comments:publish': 'deny' });
});

test('files of before groups were in them still load, and two groups of one name keep apart', async () => {
	const { groups: _groups, ...old } = await exported(here);
	const { there } = await plain();
	await take(there, old as RoleDocument);
	expect(namesIn(await exported(there))).toContain('Helper');
	expect((await exported(there)).groups).toEqual([]);
	const twin = { name: 'Choirs', overrides: { member: { 'polls:vote': 'deny' as const } } };
	const report = await take(there, { ...(await exported(there)), groups: [twin, twin] });
	expect(report).toMatchObject({ overridden: ['Choirs'], unknownSpaces: ['Choirs'] });
});

test('a role of single spaces is not taken for one of the whole community, and nothing is half taken in', async () => {
	const document = await exported(here);
	const { there } = await plain();
	const host = { id: newId(), name: 'host', permissions: {} };
	await rolesOf(await ownerOf(there)).create(host);
	for (const isDryRun of [true, false])
		expect(await outcomeOf(take(there, document, isDryRun))).toBe('roles.other_scope');
	expect(namesIn(await exported(there))).not.toContain('Editor');
	const twice = { ...document, roles: [...document.roles, ...document.roles] };
	expect(await outcomeOf(take(here, twice))).not.toBe('done');
	const admin = await here.as(await here.member('admin', 'Ada Admin'));
	const turned = document.roles.toReversed();
	const wrong = { document: { ...document, roles: turned }, isDryRun: false };
	expect(await outcomeOf(rolesOf(admin).import(wrong))).toBe('roles.above_you');
	const member = await here.as(await here.member('member', 'Mia Member'));
	expect(await outcomeOf(rolesOf(member).import(wrong))).toBe('permissions.denied');
	expect(await outcomeOf(rolesOf(member).export())).toBe('permissions.denied');
	expect(namesIn(await exported(here))).toEqual(namesIn(document));
});
