import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { wire } from '@kith/kernel/wire';
import { signedIn } from '@kith/testing/test-identity';
import { okta, someone } from '@kith/testing/test-scim';
import { DOMAIN, openDirectory, type Scene } from './scim-fixture.ts';

let scene: Scene;
beforeAll(async () => {
	scene = await openDirectory();
});
afterAll(() => scene.close());

/** Holds the row of whoever has this address while `work` runs, longer than anybody waits for a lock. */
async function whileHeld<T>(email: string, work: () => Promise<T>): Promise<T> {
	const { here } = scene;
	return here.db.transaction().execute(async (db) => {
		const people = db.updateTable('authUsers').set({ name: `Held ${newId()}` });
		const [{ id: userId } = { id: '' }] = await people
			.where('email', '=', email)
			.returning('id')
			.execute();
		const members = db.updateTable('members').set({ bio: 'held' });
		await members.where('userId', '=', userId).execute();
		return work();
	});
}

test('whoever waits too long for a lock is told when to come again, a browser and a directory alike', async () => {
	const { here, installation, server, send } = scene;
	const ada = someone(DOMAIN, 'Ada');
	const { id } = (await send('POST', '/Users', okta.user(ada))).body;
	const browser = await signedIn(installation, here, ada.userName);
	const { origin } = here.community;
	const [asked, told] = await whileHeld(ada.userName, () =>
		Promise.all([
			server.ask(new URL(origin).host, '/api/trpc/members.leave', {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin, cookie: browser.cookie },
				body: JSON.stringify(wire.serialize({ contributions: 'keep' })),
			}),
			send('PATCH', `/Users/${id}`, okta.setActive(false)),
		]),
	);
	expect([asked.status, asked.headers['retry-after']]).toEqual([503, '3']);
	expect(asked.body).toContain('server.busy');
	expect(asked.body).not.toContain('lock timeout');
	expect([told.status, told.headers['retry-after']]).toEqual([503, '3']);
	expect(told.body).toMatchObject({ status: '503', detail: expect.stringContaining('3 seconds') });
});
