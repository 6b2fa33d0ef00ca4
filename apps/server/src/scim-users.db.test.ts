import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import { createCommunityContext } from '@kith/domains/create-context';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity } from '@kith/testing/test-community';
import { signedIn } from '@kith/testing/test-identity';
import { entra, okta, someone, type Send } from '@kith/testing/test-scim';
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
const rowOf = (memberId: string) =>
	here.db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirstOrThrow();
const logged = async (action: string, memberId: string) => {
	const rows = here.db.selectFrom('auditEntries').select(['actorKind', 'actor', 'details']);
	return rows.where('action', '=', action).where('targetId', '=', memberId).execute();
};
const errorOf = ({ status, body }: Awaited<ReturnType<Send>>) => ({
	...{ status, scimType: body.scimType },
	isError: body.schemas[0] === 'urn:ietf:params:scim:api:messages:2.0:Error',
});

test('Okta’s way: looked for, brought in silently, found again, switched off, on, and taken out', async () => {
	const ada = someone(DOMAIN);
	const none = await send('GET', okta.find(ada.userName));
	expect(none).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } });
	const mails = (await installation.mailbox.list({ limit: 500 })).length;
	const made = await send('POST', '/Users', okta.user(ada));
	expect(made.status).toBe(201);
	expect(made.headers['content-type']).toContain('application/scim+json');
	expect(made.headers['location']).toBe(`${here.community.origin}/scim/v2/Users/${made.body.id}`);
	expect(made.body).toMatchObject({
		...{ userName: ada.userName, externalId: ada.externalId, active: true },
		...{ displayName: 'Ada Love', emails: [{ value: ada.userName, primary: true }] },
	});
	const { id } = made.body;
	expect((await rowOf(id)).status).toBe('staged');
	expect(await logged('members.added', id)).toMatchObject([
		{ actorKind: 'job', actor: { content: { name: 'directory' } } },
	]);
	expect((await installation.mailbox.list({ limit: 500 })).length).toBe(mails);
	const found = await send('GET', okta.find(ada.userName.toUpperCase()));
	expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
	const changed = okta.user({ ...ada, family: 'Byron' });
	expect((await send('PUT', `/Users/${id}`, changed)).body.displayName).toBe('Ada Byron');
	const off = await send('PATCH', `/Users/${id}`, okta.setActive(false));
	expect(off).toMatchObject({ status: 200, body: { active: false } });
	expect((await rowOf(id)).status).toBe('suspended');
	const on = await send('PATCH', `/Users/${id}`, okta.setActive(true));
	expect(on.body.active).toBe(true);
	// Who never came has still to come.
	expect((await rowOf(id)).status).toBe('staged');
	expect((await send('DELETE', `/Users/${id}`)).status).toBe(204);
	expect(errorOf(await send('GET', `/Users/${id}`))).toMatchObject({ status: 404, isError: true });
	expect((await send('DELETE', `/Users/${id}`)).status).toBe(404);
	const again = await send('POST', '/Users', okta.user(ada));
	expect(again).toMatchObject({ status: 201, body: { id } });
});

test('Entra’s way: its own words for flags, paths and names', async () => {
	const ben = someone(DOMAIN, 'Ben');
	const mail = `mail.${ben.userName}`;
	expect((await send('GET', entra.find(ben.externalId))).body.totalResults).toBe(0);
	const made = await send('POST', '/Users', entra.user(ben, mail));
	expect(made).toMatchObject({ status: 201, body: { userName: ben.userName } });
	const { id } = made.body;
	expect((await send('GET', entra.findByMail(mail))).body.Resources).toMatchObject([{ id }]);
	expect((await send('GET', okta.find(mail))).body.totalResults).toBe(0);
	expect((await send('PATCH', `/Users/${id}`, entra.setActive(false))).body.active).toBe(false);
	expect((await send('PATCH', `/Users/${id}`, entra.setActive(true))).body.active).toBe(true);
	const renamed = `new.${ben.userName}`;
	const changed = await send(
		...(['PATCH', `/Users/${id}`, entra.change(renamed, `new.${mail}`, 'Oarsman')] as const),
	);
	expect(changed).toMatchObject({
		status: 200,
		body: { userName: renamed, displayName: 'Ben Oarsman', emails: [{ value: `new.${mail}` }] },
	});
	expect((await send('GET', okta.find(ben.userName))).body.totalResults).toBe(0);
	const dotted = await send('PATCH', `/Users/${id}`, entra.withDots('Benjamin'));
	expect(dotted.body.displayName).toBe('Benjamin Oarsman');
});

test('who was brought in proves the address at the door, and is shut out and let in again by the directory', async () => {
	const cleo = someone(DOMAIN, 'Cleo');
	const { id } = (await send('POST', '/Users', okta.user(cleo))).body;
	const user = await here.db
		.selectFrom('authUsers')
		.select('emailVerified')
		.where('email', '=', cleo.userName)
		.executeTakeFirstOrThrow();
	expect(user.emailVerified).toBe(false);
	const browser = await signedIn(installation, here, cleo.userName);
	const visit = () => createCommunityContext(installation.services, here.community, browser);
	expect((await visit()).viewer).toMatchObject({ standing: 'active', memberId: id });

	// Switched off, their session is worth nothing at once, and they read why.
	await send('PATCH', `/Users/${id}`, entra.setActive(false));
	await send('PATCH', `/Users/${id}`, entra.setActive(false));
	expect((await visit()).actor.kind).toBe('anonymous');
	expect(await logged('members.suspended', id)).toHaveLength(1);
	const [entry] = await logged('members.suspended', id);
	expect(JSON.stringify(entry?.details)).toContain('directory');
	const { restrictions } = await api();
	const shorter = { memberId: id, kind: 'suspended' as const, hours: 1, reason: 'Calm down.' };
	await expect(restrictions.restrict(shorter)).rejects.toThrow('restrictions.held_by_directory');
	await send('PATCH', `/Users/${id}`, entra.setActive(true));
	expect(await rowOf(id)).toMatchObject({ status: 'active', restriction: null });
});

test('what staff set holds behind what the directory sets, and the directory lifts only its own', async () => {
	const dan = someone(DOMAIN, 'Dan');
	const { id } = (await send('POST', '/Users', okta.user(dan))).body;
	await signedIn(installation, here, dan.userName);
	const { restrictions } = await api();
	const reason = 'Calm down.';
	await restrictions.restrict({ memberId: id, kind: 'suspended', hours: null, reason });
	const on = await send('PATCH', `/Users/${id}`, okta.setActive(true));
	expect(on.status).toBe(200);
	expect(await rowOf(id)).toMatchObject({
		restriction: 'suspended',
		restrictionDetails: { reason },
	});
	await send('PATCH', `/Users/${id}`, okta.setActive(false));
	expect((await rowOf(id)).restrictionDetails).toMatchObject({ by: 'directory' });
	await send('PATCH', `/Users/${id}`, okta.setActive(true));
	expect(await rowOf(id)).toMatchObject({ status: 'suspended', restrictionDetails: { reason } });
	// Nor is it got rid of by taking them out and bringing them in again.
	await send('DELETE', `/Users/${id}`);
	await send('POST', '/Users', okta.user(dan));
	expect(await rowOf(id)).toMatchObject({ status: 'suspended', restrictionDetails: { reason } });
	await restrictions.lift({ memberId: id });
	expect((await rowOf(id)).status).toBe('staged');
});

test('fifty requests at once for one name make one member', async () => {
	const eve = someone(DOMAIN, 'Eve');
	const answers = await Promise.all(
		Array.from({ length: 50 }, () => send('POST', '/Users', okta.user(eve))),
	);
	const by = (status: number) => answers.filter((one) => one.status === status).length;
	expect([by(201), by(200)]).toEqual([1, 49]);
	expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
	const rows = here.db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select('members.id')
		.where('authUsers.email', '=', eve.userName);
	expect(await rows.execute()).toHaveLength(1);
	const twins = await Promise.all(
		Array.from({ length: 10 }, () => send('POST', '/Users', okta.user(someone(DOMAIN, 'Twin')))),
	);
	expect(twins.map(({ status }) => status)).toEqual(twins.map(() => 201));
}, 60_000);

test('a member who is known otherwise is not taken over, and one who joined by themselves is found', async () => {
	const fay = someone(DOMAIN, 'Fay');
	await send('POST', '/Users', okta.user(fay));
	const other = await send('POST', '/Users', okta.user({ ...fay, externalId: 'another' }));
	expect(errorOf(other)).toEqual({ status: 409, scimType: 'uniqueness', isError: true });
	const gus = await here.member('member', 'Gus Guest');
	const email = `gus.${gus.memberId.slice(-8)}@${DOMAIN}`;
	await here.db.updateTable('authUsers').set({ email }).where('id', '=', gus.userId).execute();
	const found = await send('GET', okta.find(email));
	expect(found.body.Resources).toMatchObject([{ id: gus.memberId, userName: email }]);
	const listed = await send('GET', '/Users?count=100');
	expect(listed.body.Resources.map(({ id }) => id)).not.toContain(gus.memberId);
	const wish = { ...someone(DOMAIN), userName: email, externalId: 'gus' };
	expect(await send('POST', '/Users', okta.user(wish))).toMatchObject({
		...{ status: 201, body: { id: gus.memberId, externalId: 'gus', displayName: 'Gus Guest' } },
	});
});

test('nobody is told of who has an address of no domain of the directory: member or not, it is one answer', async () => {
	const hal = await here.member('member', 'Hal Hidden');
	const wish = { ...someone('elsewhere.example'), userName: hal.email };
	const stranger = someone('elsewhere.example');
	const answers = [
		await send('POST', '/Users', okta.user(wish)),
		await send('POST', '/Users', okta.user(stranger)),
	];
	expect(answers.map(errorOf)).toEqual([
		{ status: 400, scimType: 'invalidValue', isError: true },
		{ status: 400, scimType: 'invalidValue', isError: true },
	]);
	expect(answers[0]?.body.detail).toBe(answers[1]?.body.detail);
	for (const path of [okta.find(hal.email), entra.findByMail(hal.email)])
		expect((await send('GET', path)).body.totalResults).toBe(0);
	for (const method of ['GET', 'DELETE'])
		expect((await send(method, `/Users/${hal.memberId}`)).body).toEqual(
			(await send(method, `/Users/${newId()}`)).body,
		);
	const patched = await send('PATCH', `/Users/${hal.memberId}`, okta.setActive(false));
	expect(patched.status).toBe(404);
	expect((await rowOf(hal.memberId)).status).toBe('active');
	// Somebody of another community of this installation is a stranger, too.
	const there = await createTestCommunity(installation);
	const ivy = someone(DOMAIN, 'Ivy');
	await there.person(ivy.userName);
	expect((await send('GET', okta.find(ivy.userName))).body.totalResults).toBe(0);
	expect((await send('POST', '/Users', okta.user(ivy))).status).toBe(201);
});

test('owners, admins and staff are not a directory’s to change', async () => {
	const boss = await here.member('admin', 'Ida Admin');
	const email = `ida@${DOMAIN}`;
	await here.db.updateTable('authUsers').set({ email }).where('id', '=', boss.userId).execute();
	const owner = await founderOf(here);
	const before = owner.email;
	await here.db
		.updateTable('authUsers')
		.set({ email: `olga@${DOMAIN}` })
		.where('id', '=', owner.userId)
		.execute();
	for (const { memberId, email: address } of [
		{ ...boss, email },
		{ ...owner, email: `olga@${DOMAIN}` },
	]) {
		const wish = { ...someone(DOMAIN), userName: address };
		const tries = [
			await send('POST', '/Users', okta.user(wish)),
			await send('PUT', `/Users/${memberId}`, okta.user(wish)),
			await send('PATCH', `/Users/${memberId}`, entra.setActive(false)),
			await send('DELETE', `/Users/${memberId}`),
		];
		for (const one of tries) expect(errorOf(one)).toMatchObject({ status: 403, isError: true });
		expect(await rowOf(memberId)).toMatchObject({ status: 'active', restriction: null });
	}
	await here.db
		.updateTable('authUsers')
		.set({ email: before })
		.where('id', '=', owner.userId)
		.execute();
});

test('whom staff banned or sent away is not let in by it, by no spelling of the address', async () => {
	const jon = someone(DOMAIN, 'Jon');
	const { id } = (await send('POST', '/Users', okta.user(jon))).body;
	await (
		await api()
	).restrictions.ban({
		...{ memberId: id, hours: null, reason: 'Spam.', contributions: 'anonymise' },
	});
	expect((await send('POST', '/Users', okta.user(jon))).status).toBe(403);
	const [name = ''] = jon.userName.split('@');
	const spelled = { ...jon, userName: `${name}+again@${DOMAIN}`, externalId: 'jon-2' };
	expect((await send('POST', '/Users', okta.user(spelled))).status).toBe(403);
	const kim = someone(DOMAIN, 'Kim');
	const made = await send('POST', '/Users', okta.user(kim));
	await (await api()).members.remove({ memberId: made.body.id, contributions: 'keep' });
	const again = await send('POST', '/Users', okta.user(kim));
	expect(errorOf(again)).toMatchObject({ status: 403, isError: true });
	expect((await rowOf(made.body.id)).status).toBe('removed');
});
