import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import { scimJobs } from '@kith/domains/scim';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { outcomeOf } from '@kith/testing/test-content';
import { entra, okta, someone } from '@kith/testing/test-scim';
import { DOMAIN, openDirectory, type Scene } from './scim-fixture.ts';

let scene: Scene;
let installation: Scene['installation'];
let here: Scene['here'];
let send: Scene['send'];
beforeAll(async () => {
	scene = await openDirectory();
	({ installation, here, send } = scene);
});
afterAll(() => scene.close());

const api = async () => communityCaller(await here.as(await founderOf(here)));
const bringIn = async (given: string) =>
	(await send('POST', '/Users', okta.user(someone(DOMAIN, given)))).body.id;
const roleId = async (key: string) => {
	const row = here.db.selectFrom('roles').select('id').where('key', '=', key);
	return (await row.executeTakeFirstOrThrow()).id;
};
const rolesOf = async (memberId: string) => {
	const rows = here.db
		.selectFrom('memberRoles')
		.innerJoin('roles', 'roles.id', 'memberRoles.roleId')
		.select(['roles.key', 'memberRoles.source'])
		.where('memberId', '=', memberId);
	return (await rows.execute()).map(({ key, source }) => `${key} ${source}`).toSorted();
};
const alignAll = () =>
	scimJobs['align-directory'].run(installation.services, { communityId: here.id });

test('Okta’s way with groups: what one brings comes and goes with who is in it', async () => {
	const [ann, bob] = [await bringIn('Ann'), await bringIn('Bob')];
	const made = await send('POST', '/Groups', okta.group('Keepers', [ann]));
	expect(made).toMatchObject({
		...{ status: 201, body: { displayName: 'Keepers', members: [{ value: ann }] } },
	});
	const { id } = made.body;
	expect(await rolesOf(ann)).toEqual([]);
	// Said what it brings, it brings it to who is in it already.
	const rules = [{ claim: 'x', value: id, roleId: await roleId('moderator'), spaceId: null }];
	await (await api()).scim.saveRules({ rules });
	await alignAll();
	await alignAll();
	expect(await rolesOf(ann)).toEqual(['moderator scim']);
	await send('PATCH', `/Groups/${id}`, okta.groupChange(id, [bob, bob], [ann]));
	expect(await rolesOf(ann)).toEqual([]);
	expect(await rolesOf(bob)).toEqual(['moderator scim']);
	expect((await send('GET', `/Users/${bob}`)).body.groups).toMatchObject([
		{ value: id, display: 'Keepers' },
	]);
	await send('PATCH', `/Groups/${id}`, okta.rename(id, 'Lock keepers'));
	const put = await send('PUT', `/Groups/${id}`, okta.group('Lock keepers', [ann, bob]));
	expect(put.body.members).toHaveLength(2);
	expect(await rolesOf(ann)).toEqual(['moderator scim']);
	// What a hand gave stays when the group goes.
	const byHand = { memberId: bob, roleId: await roleId('moderator') };
	await here.db.insertInto('memberRoles').values(byHand).execute();
	expect((await send('DELETE', `/Groups/${id}`)).status).toBe(204);
	expect(await rolesOf(ann)).toEqual([]);
	expect(await rolesOf(bob)).toEqual(['moderator manual']);
	expect((await (await api()).scim.get()).rules).toEqual([]);
});

test('Entra’s way with groups: found by name without members, one member at a time', async () => {
	const [cai, dot] = [await bringIn('Cai'), await bringIn('Dot')];
	const made = await send('POST', '/Groups', entra.group('Rowers', newId()));
	const { id } = made.body;
	const found = await send('GET', entra.findGroup('ROWERS'));
	expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
	expect(found.body.Resources[0]).not.toHaveProperty('members');
	for (const one of [cai, dot, dot]) await send('PATCH', `/Groups/${id}`, entra.addMember(one));
	const whole = await send('GET', `/Groups/${id}`);
	expect(whole.body.members.map(({ value }) => value).toSorted()).toEqual([cai, dot].toSorted());
	await send('PATCH', `/Groups/${id}`, entra.removeMember(cai));
	await send('PATCH', `/Groups/${id}`, entra.removeMember(cai));
	expect((await send('GET', `/Groups/${id}`)).body.members).toMatchObject([{ value: dot }]);
	const bare = await send('GET', `/Groups/${id}?excludedAttributes=members`);
	expect(bare.body).not.toHaveProperty('members');
	// Who leaves the community leaves its groups.
	await send('DELETE', `/Users/${dot}`);
	expect((await send('GET', `/Groups/${id}`)).body.members).toEqual([]);
});

test('what is wrong with a group is refused as a whole', async () => {
	const eli = await bringIn('Eli');
	const { id } = (await send('POST', '/Groups', okta.group('Coxes', []))).body;
	const twin = await send('POST', '/Groups', okta.group('coxes', []));
	expect(twin).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
	const outsider = await here.member('member', 'Olaf Outside');
	for (const stranger of [outsider.memberId, newId()]) {
		const answer = await send('PATCH', `/Groups/${id}`, okta.groupChange(id, [eli, stranger], []));
		expect(answer).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
	}
	expect((await send('GET', `/Groups/${id}`)).body.members).toEqual([]);
	const nested = {
		Operations: [{ op: 'add', path: 'members', value: [{ value: eli, type: 'Group' }] }],
	};
	expect((await send('PATCH', `/Groups/${id}`, nested)).status).toBe(400);
	expect((await send('PATCH', `/Groups/${newId()}`, entra.addMember(eli))).status).toBe(404);
	expect((await send('GET', '/Groups?filter=members%20eq%20%22a%22')).body.scimType).toBe(
		'invalidFilter',
	);
});

test('nobody gives by a group what they could not give by hand', async () => {
	const { id } = (await send('POST', '/Groups', okta.group('Chiefs', []))).body;
	const save = async (rule: object) => {
		const rules = [{ claim: 'groups', value: id, roleId: null, spaceId: null, ...rule }];
		return outcomeOf((await api()).scim.saveRules({ rules }));
	};
	expect(await save({ roleId: await roleId('owner') })).toBe('members.role_above_own');
	expect(await save({ roleId: newId() })).toBe('roles.not_found');
	expect(await save({})).toBe('sso.rule_of_nothing');
	expect(await save({ value: newId(), roleId: await roleId('moderator') })).toBe(
		'scim.group_not_found',
	);
	expect(await save({ roleId: await roleId('admin') })).toBe('done');
	// An admin by the directory's own word is still the directory's to take back.
	const fox = await bringIn('Fox');
	await send('PATCH', `/Groups/${id}`, entra.addMember(fox));
	expect(await rolesOf(fox)).toEqual(['admin scim']);
	expect((await send('PATCH', `/Users/${fox}`, entra.setActive(false))).status).toBe(200);
});

test('a group of many is brought in line by the job', async () => {
	const { id } = (await send('POST', '/Groups', okta.group('Many', []))).body;
	const rules = [{ claim: 'groups', value: id, roleId: await roleId('moderator'), spaceId: null }];
	await (await api()).scim.saveRules({ rules });
	const many = await Promise.all(Array.from({ length: 101 }, (_, at) => bringIn(`Many${at}`)));
	await send('PATCH', `/Groups/${id}`, okta.groupChange(id, many, []));
	const asked = await installation.owner.query(
		`select 1 from streams.outbox where type = 'jobs.requested' and payload->>'name' = 'align-directory'
			and payload->'payload'->>'communityId' = $1`,
		[here.id],
	);
	expect(asked.rows.length).toBeGreaterThan(0);
	await alignAll();
	for (const one of [many[0], many[100]])
		expect(await rolesOf(one ?? '')).toEqual(['moderator scim']);
}, 60_000);
