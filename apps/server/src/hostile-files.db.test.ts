import { afterAll, beforeAll, expect, test } from 'vitest';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { testFilm } from '@kith/testing/test-film';
import { openLibrary } from '@kith/testing/test-library';
import { openBrowser } from '@kith/testing/test-staff';
import { hostileDocuments } from '@kith/testing/hostile-documents';
import type { HostileFile } from '@kith/testing/hostile-file';
import { hostileNames } from '@kith/testing/hostile-names';
import { hostilePictures } from '@kith/testing/hostile-pictures';
import { startTestServer, type Answer, type TestServer } from './test-server.ts';

const HOST = 'corpus.kith.localhost:4000';
const ORIGIN = `http://${HOST}`;
const corpus = [...(await hostilePictures()), ...hostileDocuments(), ...hostileNames()];
const kinds = [...Map.groupBy(corpus, ({ kind }) => kind)];
const POSTER = 'as the poster of a film';
const count = { files: 0, sent: 0, refused: 0, served: 0 };
/** How many each door let in. */
const taken: Record<string, number> = {};

let installation: TestInstallation;
let server: TestServer;
let here: TestCommunity;
let spaceId: string;
let cookie: string;
let filmOwner: string;
let film: string;
let members = 0;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { slug: 'corpus' });
	server = await startTestServer(installation);
	spaceId = await openLibrary(await here.as(await founderOf(here)));
	cookie = await newMember();
	filmOwner = cookie;
	film = await sentInParts({
		kind: '',
		name: 'a.mp4',
		bytes: Buffer.from(await testFilm({ seconds: 1, width: 64, height: 64 })),
	});
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

async function newMember(): Promise<string> {
	const { userId } = await here.member('member', `Ann ${(members += 1)}`);
	const browser = openBrowser();
	const { headers } = await installation.services.realms.community(here.community).api.enterAs({
		...{ body: { userId }, headers: new Headers(), returnHeaders: true },
	});
	for (const line of headers.getSetCookie()) browser.setCookie(line);
	return browser.cookie;
}

type Options = NonNullable<Parameters<TestServer['ask']>[2]>;
const ask = (path: string, { headers, ...rest }: Options = {}) =>
	server.ask(HOST, path, { headers: { cookie, origin: ORIGIN, ...headers }, ...rest });
const newestFile = async () =>
	(await here.db.selectFrom('files').select('id').orderBy('id', 'desc').executeTakeFirst())?.id;

/** By which a file may come in; each says what it answered. */
const doors: Readonly<Record<string, (file: HostileFile) => Promise<Answer>>> = {
	'as a picture': ({ name, bytes }) =>
		ask('/api/images?purpose=post', {
			...{ method: 'POST', body: bytes },
			headers: { 'x-file-name': encodeURIComponent(name.toWellFormed()).slice(0, 4000) },
		}),
	[POSTER]: ({ bytes }) => ask(`/api/posters?film=${film}`, { method: 'POST', body: bytes }),
	async 'in parts'({ name, bytes }) {
		const tus = { 'tus-resumable': '1.0.0' };
		const filename = Buffer.from(name).toString('base64').slice(0, 4000);
		const metadata = {
			'upload-length': `${bytes.length}`,
			'upload-metadata': `filename ${filename}`,
		};
		const begun = await ask('/api/uploads', { method: 'POST', headers: { ...tus, ...metadata } });
		if (begun.status !== 201) return begun;
		const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
		const path = begun.headers.location ?? '';
		return ask(path, { method: 'PATCH', headers: { ...tus, ...type }, body: bytes });
	},
	'by a plain form'({ name, bytes }) {
		const plain = name
			.toWellFormed()
			.replace(/[\r\n"]/g, '%22')
			.slice(0, 2000);
		const head = `------FormBoundaryW3rHk9\r\ncontent-disposition: form-data; name="file"; filename="${plain}"\r\ncontent-type: text/html\r\n\r\n`;
		const query = new URLSearchParams({ spaceId, folderId: '', back: '/s/archive/files' });
		return ask(`/api/library?${query.toString()}`, {
			...{
				method: 'POST',
				headers: { 'content-type': 'multipart/form-data; boundary=----FormBoundaryW3rHk9' },
			},
			body: Buffer.concat([
				Buffer.from(head),
				bytes,
				Buffer.from('\r\n------FormBoundaryW3rHk9--\r\n'),
			]),
		});
	},
};

async function sentInParts(file: HostileFile): Promise<string> {
	await doors['in parts']?.(file);
	return (await newestFile()) ?? '';
}

const VARIANTS = ['original', 'full', 'medium', 'thumb', 'poster'];
const SHOWN = /^(?:image\/(?:webp|avif)|video\/[\w-]+|audio\/[\w-]+(?:; codecs=opus)?)$/;
const LEFTOVERS = /script|onload|<svg|<html|<\?php|Secret|GPS/i;
/** What a WebP file may hold beside its first frame: profiles, cameras' notes, further frames. */
const CHUNKS = /ICCP|EXIF|XMP |ANIM|ANMF/;

/** What is wrong with an answer that carries a file; empty when nothing in it could run. */
function wrongsOf({ status, headers, body }: Answer): string[] {
	const type = String(headers['content-type']);
	const saved = String(headers['content-disposition']);
	const isShown = saved.startsWith('inline;');
	const name = decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(saved)?.[1] ?? '%2F');
	const checks: Record<string, boolean> = {
		'another status': status === 200,
		'a type that may run': type === 'application/octet-stream' || SHOWN.test(type),
		'shown in place': !isShown || SHOWN.test(type),
		'types are guessed': headers['x-content-type-options'] === 'nosniff',
		'not in a sandbox': headers['content-security-policy'] === "default-src 'none'; sandbox",
		'open to other sites': headers['cross-origin-resource-policy'] === 'same-origin',
		'in shared caches': String(headers['cache-control']).startsWith('private,'),
		'a name that misleads': /^(?:inline|attachment); filename="[ -~]*"; filename\*/.test(saved),
		'a name with folders or turns': !/[/\\\p{Cc}\p{Cf}]/u.test(name) && name.length <= 200,
		'a cookie': headers['set-cookie'] === undefined && headers['x-bad'] === undefined,
		'more than pixels':
			!type.startsWith('image/') ||
			(body.startsWith('RIFF') && !LEFTOVERS.test(body) && !CHUNKS.test(body)),
	};
	return Object.entries(checks)
		.filter(([, isRight]) => !isRight)
		.map(([wrong]) => wrong);
}

async function fileWrongs(fileId: string): Promise<string[]> {
	const wrongs: string[] = [];
	for (const variant of VARIANTS) {
		const led = await ask(`/files/${fileId}/${variant}`);
		if (led.status === 404) continue;
		const answer = await ask(led.headers.location ?? '');
		if (led.status !== 302) wrongs.push(`${variant}: sent without a signature`);
		count.served += 1;
		wrongs.push(...wrongsOf(answer).map((wrong) => `${variant}: ${wrong}`));
	}
	return wrongs;
}

/** A refusal says a stable code and nothing of what was sent. */
function refusalWrongs({ status, headers, body }: Answer): string[] {
	const type = String(headers['content-type']);
	const isPlain = /^(?:application\/json|text\/plain)/.test(type) && !/[<>]/.test(body);
	const isQuiet = headers['x-content-type-options'] === 'nosniff';
	return status >= 400 && status < 500 && isPlain && isQuiet
		? []
		: [`refused with ${status} ${body}`];
}

/** Sends a file by a door, and looks at all that comes back of it. */
async function tryDoor(door: string, file: HostileFile): Promise<string[]> {
	const before = await newestFile();
	const started = performance.now();
	const answer = await doors[door]?.(file);
	const tookMs = performance.now() - started;
	count.sent += 1;
	if (!answer) return ['no such door'];
	const slow = BOMBS.has(file.kind) && tookMs > 1000 ? [`took ${Math.round(tookMs)} ms`] : [];
	const after = await newestFile();
	const failed = (answer.headers.location ?? '').includes('failed=');
	if (isTaken(door, answer, after !== before) && !failed) {
		taken[door] = (taken[door] ?? 0) + 1;
		return [...slow, ...(await fileWrongs(door === POSTER ? film : (after ?? '')))];
	}
	count.refused += 1;
	return failed ? slow : [...slow, ...refusalWrongs(answer)];
}

const isTaken = (door: string, { status }: Answer, isNew: boolean): boolean =>
	door === POSTER ? status === 200 : isNew && status < 400;

/** What asks for more than it sends has to be seen through at once. */
const BOMBS = new Set(['far more than it looks', 'an archive that climbs or grows']);

test.for(kinds)(
	'%s: nothing of it can run, by whatever door it comes',
	{ timeout: 120_000 },
	async ([, files]) => {
		const wrongs: string[] = [];
		cookie = await newMember();
		let sent = 0;
		for (const file of files) {
			count.files += 1;
			for (const door of Object.keys(doors)) {
				// Sixty pictures an hour are a member's.
				if ((sent += 1) % 100 === 0) cookie = await newMember();
				const sender = cookie;
				if (door === POSTER) cookie = filmOwner;
				const found = await tryDoor(door, file);
				cookie = sender;
				wrongs.push(...found.map((wrong) => `${file.name.slice(0, 60)} ${door}: ${wrong}`));
			}
		}
		expect(wrongs).toEqual([]);
	},
);

test('the corpus is whole: every kind was sent by every door, some of it let in, much of it refused', () => {
	expect(count.files).toBe(corpus.length);
	expect(corpus.length).toBeGreaterThanOrEqual(300);
	expect(count.sent).toBe(corpus.length * Object.keys(doors).length);
	expect(count.refused).toBeGreaterThan(corpus.length);
	expect(count.served).toBeGreaterThan(corpus.length);
	// Real pictures by all doors, and whatever is not shown by those that take files.
	for (const door of Object.keys(doors)) expect(taken[door], door).toBeGreaterThan(20);
	for (const door of ['in parts', 'by a plain form'])
		expect(taken[door], door).toBeGreaterThan(150);
	console.info('hostile files', JSON.stringify({ ...count, taken }));
});

test('an answer in which something could run would have been noticed', () => {
	const headers = { 'content-type': 'text/html', 'content-disposition': 'inline; filename="a"' };
	expect(wrongsOf({ status: 200, headers, body: '' })).toEqual([
		...['a type that may run', 'shown in place', 'types are guessed', 'not in a sandbox'],
		...[
			'open to other sites',
			'in shared caches',
			'a name that misleads',
			'a name with folders or turns',
		],
	]);
	const picture = { 'content-type': 'image/webp' };
	for (const body of ['RIFF <script>', 'RIFF Secret', 'RIFF ICCP', 'GIF89a'])
		expect(wrongsOf({ status: 200, headers: picture, body })).toContain('more than pixels');
});
