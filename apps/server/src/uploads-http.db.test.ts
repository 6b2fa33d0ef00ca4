import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openBrowser } from '@kith/testing/test-staff';
import { startTestServer, type TestServer } from './test-server.ts';

const HOST = 'forge.kith.localhost:4000';
const TUS = { 'tus-resumable': '1.0.0', origin: `http://${HOST}` };
const CHUNK = { ...TUS, 'content-type': 'application/offset+octet-stream' };

let installation: TestInstallation;
let server: TestServer;
let here: TestCommunity;
let cookie: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { slug: 'forge' });
	server = await startTestServer(installation);
	cookie = await sessionOf('Ann');
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

async function sessionOf(name: string): Promise<string> {
	const { userId } = await here.member('member', name);
	const browser = openBrowser();
	const { headers } = await installation.services.realms.community(here.community).api.enterAs({
		...{ body: { userId }, headers: new Headers(), returnHeaders: true },
	});
	for (const line of headers.getSetCookie()) browser.setCookie(line);
	return browser.cookie;
}

type Options = NonNullable<Parameters<TestServer['ask']>[2]>;
const ask = (path: string, { headers, ...rest }: Options = {}) =>
	server.ask(HOST, path, { headers: { cookie, ...headers }, ...rest });
/** What comes of a file's address: a private one leads by a signed one. */
async function get(path: string, options: Options = {}) {
	const { headers } = await ask(path);
	return ask(headers.location ?? path, options);
}
const begin = (name: string, length: number, headers = {}) =>
	ask('/api/uploads', {
		method: 'POST',
		headers: {
			...TUS,
			'upload-length': String(length),
			'upload-metadata': `filename ${Buffer.from(name).toString('base64')},filetype eA==`,
			...headers,
		},
	});
const patch = (path: string, offset: number, body: string) =>
	ask(path, { method: 'PATCH', headers: { ...CHUNK, 'upload-offset': String(offset) }, body });
async function upload(name: string, body: string): Promise<string> {
	const { headers } = await begin(name, Buffer.byteLength(body));
	const path = headers.location ?? '';
	await patch(path, 0, body);
	return path.split('/').at(-1) ?? '';
}

test('the protocol says what it speaks', async () => {
	const { status, headers } = await ask('/api/uploads', {
		...{ method: 'OPTIONS', headers: { origin: `http://${HOST}` } },
	});
	expect([status, headers['tus-version'], headers['tus-extension']]).toEqual([
		...[204, '1.0.0', 'creation,termination,expiration'],
	]);
	const old = await ask('/api/uploads', { method: 'POST', headers: { origin: TUS.origin } });
	expect([old.status, old.headers['tus-version']]).toEqual([412, '1.0.0']);
});

test('a file is begun, sent in two halves with a look between, and asked for in parts', async () => {
	const begun = await begin('Ärger & "Zitat" 日本.txt', 10);
	expect(begun.status).toBe(201);
	expect(Date.parse(begun.headers['upload-expires']?.toString() ?? '')).toBeGreaterThan(0);
	const path = begun.headers.location ?? '';
	expect((await patch(path, 0, '01234')).headers['upload-offset']).toBe('5');
	const looked = await ask(path, { method: 'HEAD', headers: TUS });
	expect([looked.headers['upload-offset'], looked.headers['upload-length']]).toEqual(['5', '10']);
	const again = await patch(path, 0, '01234');
	expect([again.status, again.headers['upload-offset']]).toEqual([409, '5']);
	expect((await patch(path, 5, '56789')).status).toBe(204);

	const file = `/files/${path.split('/').at(-1)}/original`;
	const whole = await get(file);
	expect([whole.status, whole.body]).toEqual([200, '0123456789']);
	expect(whole.headers).toMatchObject({
		'content-type': 'application/octet-stream',
		'content-disposition': `attachment; filename="_rger & _Zitat_ __.txt"; filename*=UTF-8''%C3%84rger%20%26%20%22Zitat%22%20%E6%97%A5%E6%9C%AC.txt`,
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff',
		'accept-ranges': 'bytes',
		'cache-control': 'private, max-age=300, must-revalidate',
	});
	const parts: [string, number, string, string | undefined][] = [
		['bytes=2-4', 206, '234', 'bytes 2-4/10'],
		['bytes=7-', 206, '789', 'bytes 7-9/10'],
		['bytes=8-99', 206, '89', 'bytes 8-9/10'],
		['bytes=0-1,4-5', 200, '0123456789', undefined],
		['bytes=5-2', 200, '0123456789', undefined],
	];
	for (const [range, status, body, says] of parts) {
		const part = await get(file, { headers: { range } });
		expect([part.status, part.body, part.headers['content-range']]).toEqual([status, body, says]);
	}
	expect((await get(file, { headers: { range: 'bytes=10-' } })).status).toBe(416);
});

test('what could run is never shown in place, whatever it is called', async () => {
	const active = {
		'x.html': '<!doctype html><script>alert(1)</script>',
		'x.svg': '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
		'x.xml': '<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"/>',
		'x.pdf': '%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript>>>>',
		'x.js': 'alert(1)',
		'x.mp4': '<html><script>alert(1)</script>',
		'x.png': '<script>alert(1)</script>',
		'x.swf': 'FWS\u0005',
		'x.mht': 'MIME-Version: 1.0\nContent-Type: multipart/related',
		'x\u202Elmth.txt': '<script>alert(1)</script>',
		'../../x\r\nX-Bad: 1.html': 'x',
	};
	for (const [name, body] of Object.entries(active)) {
		const { status, headers } = await get(`/files/${await upload(name, body)}/original`);
		expect([status, headers['content-type'], headers['x-bad']], name).toEqual([
			...[200, 'application/octet-stream', undefined],
		]);
		expect(headers['content-disposition'], name).toMatch(/^attachment; filename="[ -~]*";/);
		expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox");
	}
});

test('a song is played in place', async () => {
	const fileId = await upload('a.html', 'RIFF\u0024\0\0\0WAVEfmt ');
	const { headers } = await get(`/files/${fileId}/original`);
	expect(headers['content-type']).toBe('audio/wav');
	expect(headers['content-disposition']).toMatch(/^inline;/);
});

test('nobody else, no other site and no stranger to the protocol gets anywhere', async () => {
	const { headers } = await begin('a', 10);
	const path = headers.location ?? '';
	const bob = await sessionOf('Bob');
	const look = (cookies: string) =>
		ask(path, { method: 'HEAD', headers: { ...TUS, cookie: cookies } });
	expect([(await look(bob)).status, (await look('')).status]).toEqual([404, 404]);
	expect((await begin('a', 10, { cookie: '' })).status).toBe(401);
	expect((await begin('a', 10, { origin: 'https://evil.example' })).status).toBe(403);
	for (const length of ['-1', '0', 'NaN', '1e99', ''])
		expect((await begin('a', 10, { 'upload-length': length })).status).toBe(400);
	expect((await begin('a', 2_000_000_000)).status).toBe(429);
	const bare = await ask(path, { method: 'PATCH', headers: { ...TUS, 'upload-offset': '0' } });
	expect(bare.status).toBe(415);
	expect((await patch(path, 0, 'x'.repeat(11))).status).toBe(400);
	expect((await ask(`/api/uploads/${newId()}`, { method: 'HEAD', headers: TUS })).status).toBe(404);
	expect((await ask('/api/uploads/..%2f', { method: 'HEAD', headers: TUS })).status).toBe(404);
	expect((await ask(path, { method: 'PUT', headers: TUS })).status).toBe(405);
	const stop = () => ask(path, { method: 'DELETE', headers: TUS });
	expect([(await stop()).status, (await stop()).status]).toEqual([204, 404]);
});
