import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import { createCommunityContext } from '@kith/domains/create-context';
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

/** Somebody whom the directory brought in and who has come, with what they do here. */
async function arrived(given: string) {
	const who = someone(DOMAIN, given);
	const { id } = (await send('POST', '/Users', okta.user(who))).body;
	const browser = await signedIn(installation, here, who.userName);
	const api = async () =>
		communityCaller(await createCommunityContext(installation.services, here.community, browser));
	const row = () =>
		here.db
			.selectFrom('members')
			.innerJoin('authUsers', 'authUsers.id', 'members.userId')
			.select(['members.name', 'members.status', 'authUsers.email', 'authUsers.id as userId'])
			.where('members.id', '=', id)
			.executeTakeFirstOrThrow();
	const rename = async (name: string) => {
		const { members } = await api();
		const { version, handle } = await members.me();
		await members.updateProfile({ name, handle, bio: '', avatarFileId: null, version });
	};
	const put = (change: { family?: string; email?: string; active?: boolean } = {}) => {
		const { family = who.family, email = who.userName, active = true } = change;
		const user = okta.user({ ...who, family });
		const emails = [{ primary: true, value: email, type: 'work' }];
		return send('PUT', `/Users/${id}`, { ...user, emails, active });
	};
	const patch = (body: object) => send('PATCH', `/Users/${id}`, body);
	return { ...who, id, row, rename, put, patch };
}

const errorOf = ({ status, body }: Awaited<ReturnType<Send>>) => ({
	...{ status, scimType: body.scimType },
	isError: body.schemas[0] === 'urn:ietf:params:scim:api:messages:2.0:Error',
});
const refused = { status: 400, scimType: 'mutability', isError: true };

test('a name that the directory gave follows it, in both dialects, and the log says so', async () => {
	const mia = await arrived('Mia');
	expect((await mia.put({ family: 'Byron' })).body.displayName).toBe('Mia Byron');
	expect((await mia.row()).name).toBe('Mia Byron');
	expect((await mia.patch(entra.withDots('Maria'))).body.displayName).toBe('Maria Byron');
	const entries = here.db.selectFrom('auditEntries').select(['actor', 'details']);
	const edited = await entries
		.where('action', '=', 'members.edited')
		.where('targetId', '=', mia.id)
		.orderBy('number')
		.execute();
	expect(edited.map(({ details }) => Object(details).content)).toMatchObject([
		{ before: { name: 'Mia Love' }, after: { name: 'Mia Byron' } },
		{ before: { name: 'Mia Byron' }, after: { name: 'Maria Byron' } },
	]);
	expect(Object(edited[0]?.actor).content.name).toBe('directory');
	// Said again, it changes nothing.
	await mia.put({ family: 'Byron' });
	await mia.patch(entra.withDots('Maria'));
	expect((await mia.row()).name).toBe('Maria Byron');
});

test('whoever took another name keeps it, whatever the directory says of it and of the rest', async () => {
	const lou = await arrived('Lou');
	await lou.rename('Captain Lou');
	expect((await lou.patch(entra.setActive(true))).body.displayName).toBe('Captain Lou');
	expect(await lou.put({ family: 'Byron' })).toMatchObject({
		...{ status: 200, body: { displayName: 'Captain Lou' } },
	});
	await lou.patch(entra.withDots('Louise'));
	expect((await lou.row()).name).toBe('Captain Lou');
	// Who is known to it by what they called themselves was not named by it.
	const gus = await here.member('member', 'Gus Guest');
	const email = `gus.${gus.memberId.slice(-8)}@${DOMAIN}`;
	await here.db.updateTable('authUsers').set({ email }).where('id', '=', gus.userId).execute();
	const wish = { ...someone(DOMAIN), userName: email };
	for (const family of ['Love', 'Byron']) {
		const user = okta.user({ ...wish, family });
		expect((await send('POST', '/Users', user)).body.displayName).toBe('Gus Guest');
	}
});

test('another address for who has proved theirs is refused, with all that was asked beside it', async () => {
	const cleo = await arrived('Cleo');
	const thief = `thief.${cleo.userName}`;
	expect(errorOf(await cleo.put({ email: thief, family: 'Thief' }))).toEqual(refused);
	expect(errorOf(await cleo.patch(entra.change(cleo.userName, thief, 'Thief')))).toEqual(refused);
	expect(await cleo.row()).toMatchObject({ name: 'Cleo Love', email: cleo.userName });
	// Nor is it got round by finding them anew.
	const again = okta.user(cleo);
	again.emails = [{ primary: true, value: thief, type: 'work' }];
	expect(errorOf(await send('POST', '/Users', again))).toEqual(refused);
	const readers = here.db.selectFrom('authUsers').select('id').where('email', '=', thief);
	expect(await readers.execute()).toEqual([]);
	// Whom it shuts out is shut out, whatever else it says; that is no news of the address.
	expect(await cleo.put({ email: thief, active: false })).toMatchObject({
		...{ status: 200, body: { active: false, emails: [{ value: cleo.userName }] } },
	});
	expect((await cleo.row()).status).toBe('suspended');
	expect(errorOf(await cleo.put({ email: thief }))).toEqual(refused);
	expect((await cleo.put()).status).toBe(200);
	expect((await cleo.row()).status).toBe('active');
});

test('a directory that says what it always said is not refused for what a member changed since', async () => {
	const zoe = await arrived('Zoe');
	const { userId } = await zoe.row();
	const email = 'zoe@home.example';
	await here.db.updateTable('authUsers').set({ email }).where('id', '=', userId).execute();
	for (const answer of [
		await zoe.put(),
		await zoe.patch(entra.setActive(false)),
		await zoe.patch(entra.setActive(true)),
		await zoe.put(),
	])
		expect(answer).toMatchObject({ status: 200, body: { emails: [{ value: email }] } });
	// What they changed it to is no news either.
	expect((await zoe.put({ email })).status).toBe(200);
	expect(errorOf(await zoe.put({ email: `zoe.new@${DOMAIN}` }))).toEqual(refused);
});
