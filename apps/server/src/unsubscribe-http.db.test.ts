import { afterAll, beforeAll, expect, test } from 'vitest';
import { explorationStopTokenOf, stopTokenOf } from '@kith/domains/analytics';
import { communityCaller } from '@kith/domains';
import type { CommunityContext } from '@kith/domains/context';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { countAll } from '@kith/testing/test-analytics';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { startTestServer, type TestServer } from './test-server.ts';

let installation: TestInstallation;
let server: TestServer;
let here: TestCommunity;
let founder: Awaited<ReturnType<typeof founderOf>>;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { name: 'Rowers & <b>Co</b>', slug: 'rowers' });
	founder = await founderOf(here);
	await countAll(await here.as(founder));
	installation.services.snapshots.drop(here.id);
	server = await startTestServer(installation);
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

const HOST = 'rowers.kith.localhost:4000';
const pathOf = (token: string) => `/api/unsubscribe/weeks/${token}`;
const tokenOf = (ctx: CommunityContext, memberId = founder.memberId) => stopTokenOf(ctx, memberId);
const isMailed = async () =>
	(await communityCaller(await here.as(founder)).analytics.week({})).isMailed;

test('a link of a mail asks back, and a press of it or of the program that reads mail stops them', async () => {
	const path = pathOf(tokenOf(await here.as(founder)));
	const asked = await server.ask(HOST, path, { headers: { 'accept-language': 'de' } });
	expect(asked.status).toBe(200);
	expect(asked.body).toContain('<html lang="de" dir="ltr">');
	expect(asked.body).toContain('<form method="post"><button>Diese E-Mails abbestellen</button>');
	expect(asked.body).not.toContain('<b>Co</b>');
	expect(asked.headers['cache-control']).toBe('no-store');
	expect((await server.ask(HOST, path, { method: 'HEAD' })).body).toBe('');
	expect((await server.ask(HOST, path, { method: 'PUT' })).status).toBe(405);
	expect(await isMailed()).toBe(true);

	// Programs that read mail send no word of where they are.
	const press = {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: 'List-Unsubscribe=One-Click',
	};
	for (const headers of [press.headers, { ...press.headers, origin: 'null' }]) {
		const done = await server.ask(HOST, path, { ...press, headers });
		expect([done.status, done.body]).toEqual([200, expect.stringContaining('Stopped')]);
		expect(done.body).not.toContain('<form');
		expect(await isMailed()).toBe(false);
	}
});

test('a link of somebody who is gone, or from where nothing is counted, is no fault', async () => {
	const quiet = await createTestCommunity(installation, { slug: 'quiet' });
	const owner = await founderOf(quiet);
	for (const [host, token] of [
		[HOST, tokenOf(await here.as(founder), newId())],
		['quiet.kith.localhost:4000', tokenOf(await quiet.as(owner), owner.memberId)],
	] as const)
		expect((await server.ask(host, pathOf(token), { method: 'POST' })).status).toBe(200);
});

test('what is no link of that community stops nothing', async () => {
	await communityCaller(await here.as(founder)).analytics.setWeekMail({ isMailed: true });
	const there = await createTestCommunity(installation);
	const elsewhere = tokenOf(await there.as(await founderOf(there)), founder.memberId);
	const token = tokenOf(await here.as(founder));
	const [id = '', signature = ''] = token.split('.');
	const other = await here.member('member', 'Mia');
	for (const wrong of [elsewhere, `${token}x`, `${id}.`, id, `${other.memberId}.${signature}`])
		for (const method of ['GET', 'POST']) {
			const answer = await server.ask(HOST, pathOf(wrong), { method });
			expect([wrong, [403, 404].includes(answer.status)]).toEqual([wrong, true]);
			expect(answer.body).not.toContain('<form');
		}
	expect(await isMailed()).toBe(true);
});

test('mails of an answer are stopped by their own link, and by no other', async () => {
	const { analytics } = communityCaller(await here.as(founder));
	const explorationId = newId();
	const kept = { id: explorationId, name: 'Active members', question: {}, isShared: true };
	await analytics.saveExploration(kept);
	await analytics.mailExploration({ explorationId, rhythm: 'monthly' });
	const mailed = async () =>
		(await communityCaller(await here.as(founder)).analytics.explorations())[0]?.mail;
	const { memberId } = founder;
	const token = explorationStopTokenOf(await here.as(founder), { memberId, explorationId });
	const path = `/api/unsubscribe/explorations/${token}`;
	const asked = await server.ask(HOST, path, { headers: { 'accept-language': 'fr' } });
	expect([asked.status, asked.body]).toEqual([200, expect.stringContaining('Arrêter ces e-mails')]);
	expect((await server.ask(HOST, pathOf(token), { method: 'POST' })).status).toBe(404);
	expect(await mailed()).toBe('monthly');
	expect((await server.ask(HOST, path, { method: 'POST' })).status).toBe(200);
	expect(await mailed()).toBeNull();
});
