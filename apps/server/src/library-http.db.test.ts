import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import type { CommunityContext } from '@kith/domains/context';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openLibrary } from '@kith/testing/test-library';
import { openBrowser } from '@kith/testing/test-staff';
import { startTestServer, type TestServer } from './test-server.ts';

const HOST = 'stacks.kith.localhost:4000';
const ORIGIN = `http://${HOST}`;
const BACK = '/s/archive/files?sort=name&failed=old';

let installation: TestInstallation;
let server: TestServer;
let here: TestCommunity;
let spaceId: string;
let member: CommunityContext;
let cookie: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { slug: 'stacks' });
	server = await startTestServer(installation);
	spaceId = await openLibrary(await here.as(await founderOf(here)));
	const person = await here.member('member', 'Ann');
	member = await here.as(person);
	cookie = await sessionOf(person.userId);
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

async function sessionOf(userId: string): Promise<string> {
	const browser = openBrowser();
	const { headers } = await installation.services.realms.community(here.community).api.enterAs({
		...{ body: { userId }, headers: new Headers(), returnHeaders: true },
	});
	for (const line of headers.getSetCookie()) browser.setCookie(line);
	return browser.cookie;
}

type Sent = { name?: string; text?: string; tags?: string; headers?: Record<string, string> };

function send(
	query: Record<string, string>,
	{ name = 'plan.txt', text = 'A plan', tags, headers }: Sent = {},
) {
	const field = [
		...['------FormBoundaryW3rHk9', 'content-disposition: form-data; name="tags"', '', tags ?? ''],
	];
	const body = [
		...(tags === undefined ? [] : field),
		...[
			'------FormBoundaryW3rHk9',
			`content-disposition: form-data; name="file"; filename="${name}"`,
		],
		...['content-type: text/html', '', text, '------FormBoundaryW3rHk9--', ''],
	].join('\r\n');
	return server.ask(HOST, `/api/library?${new URLSearchParams(query).toString()}`, {
		method: 'POST',
		body,
		headers: {
			...{
				cookie,
				origin: ORIGIN,
				'content-type': 'multipart/form-data; boundary=----FormBoundaryW3rHk9',
			},
			...headers,
		},
	});
}
const place = () => ({ spaceId, folderId: '', back: BACK });
const documents = async () =>
	(await communityCaller(member).library.list({ spaceId, folderId: null })).items;

test('a plain form adds a document, then a version of it, and leads back to where it stood', async () => {
	const added = await send(place(), { name: 'Öffnungszeiten.txt' });
	expect([added.status, added.headers.location]).toEqual([
		303,
		'/s/archive/files?sort=name&added=1',
	]);
	const [document] = await documents();
	expect(document).toMatchObject({ title: 'Öffnungszeiten', bytes: 6, kind: 'file' });
	const documentId = document?.id ?? '';
	const renewed = await send({ documentId, back: BACK }, { text: 'x'.repeat(9 * 1024 * 1024) });
	expect([renewed.status, renewed.headers.location]).toEqual([
		303,
		'/s/archive/files?sort=name&added=1',
	]);
	expect((await documents())[0]).toMatchObject({ number: 2, bytes: 9 * 1024 * 1024 });
});

test('tags are typed into the form, with commas between them', async () => {
	await send(place(), { name: 'Tides.txt', tags: '#Harbour, 潮、Ships' });
	const tides = (await documents()).find(({ title }) => title === 'Tides');
	expect(tides?.tags.map(({ name }) => name)).toEqual(['Harbour', 'Ships', '潮']);
});

test.for([
	['an empty file', place, { text: '' }, 'library.no_file'],
	['no form at all', place, { headers: { 'content-type': 'text/plain' } }, 'library.no_file'],
	['a sixth tag', place, { tags: 'a,b,c,d,e,f' }, 'input.invalid'],
	['a stranger', place, { headers: { cookie: '' } }, 'identity.sign_in_needed'],
	[
		'an unknown space',
		() => ({ ...place(), spaceId: crypto.randomUUID() }),
		{},
		'spaces.not_found',
	],
] as const)('%s is refused, and the page is told', async ([, where, sent, code]) => {
	const before = (await documents()).length;
	const { status, headers } = await send(where(), sent);
	expect([status, headers.location]).toEqual([303, `/s/archive/files?sort=name&failed=${code}`]);
	expect((await documents()).length).toBe(before);
});

test('another site sends no form here, and none leads away from here', async () => {
	expect((await send(place(), { headers: { origin: 'https://evil.example' } })).status).toBe(403);
	for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example'])
		expect((await send({ ...place(), back })).status).toBe(400);
	expect((await send({ back: BACK })).status).toBe(400);
	const asked = await server.ask(HOST, '/api/library', { headers: { cookie } });
	expect(asked.status).toBe(405);
});
