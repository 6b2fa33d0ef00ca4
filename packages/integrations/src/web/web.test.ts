import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTrap, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFetch } from './fetch-web.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { RefusedAddress, type Resolve } from './guarded-agent.ts';
import { createWeb } from './index.ts';
import { pageFacts } from './page-facts.ts';
import { isPublicAddress } from './public-address.ts';

/** Stands for the public internet: the one address of this machine that the tests' guard lets through. */
const OUTSIDE = '127.0.0.77';

const V4 = [
	...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.254', '100.64.0.1', '100.127.255.254'],
	...['127.0.0.1', '127.0.0.53', '127.1.2.3', '127.255.255.254', '169.254.0.1', '169.254.169.254'],
	...['169.254.170.2', '172.16.0.1', '172.31.255.254', '192.0.0.1', '192.0.0.170', '192.0.2.1'],
	...['192.31.196.1', '192.52.193.1', '192.88.99.1', '192.168.0.1', '192.168.255.254'],
	...['192.175.48.1', '198.18.0.1', '198.19.255.254', '198.51.100.1', '203.0.113.1', '224.0.0.1'],
	...['239.255.255.250', '240.0.0.1', '255.255.255.254', '255.255.255.255', '100.100.100.200'],
	...['10.96.0.1', '169.254.169.123', '169.254.169.253', '172.20.10.1', '192.0.0.192'],
];
const V6 = [
	...['::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:169.254.169.254', '::127.0.0.1'],
	...['::ffff:0:127.0.0.1', '::7f00:1', '64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1'],
	...[
		'100::1',
		'2001::1',
		'2001:10::1',
		'2001:20::1',
		'2001:db8::1',
		'2001:2::1',
		'2002:7f00:1::1',
	],
	...['2002:a9fe:a9fe::1', '2002:c0a8:1::1', '3fff::1', '5f00::1', 'fc00::1', 'fd00:ec2::254'],
	...[
		'fdff::1',
		'fe80::1',
		'fe80::a9fe:a9fe',
		'fec0::1',
		'ff01::1',
		'ff02::1',
		'ff05::2',
		'4000::1',
	],
	...[
		'::ffff:192.168.0.1',
		'::ffff:100.64.0.1',
		'64:ff9b::c0a8:1',
		'2001:0:4136:e378:8000:63bf:3fff:fdd2',
	],
	...['2001:4:112::1', '2002:a00:1::1', 'fd20:ce::254', 'ff0e::1', '1000::1', 'e000::1'],
];
const FORMS = [
	...['2130706433', '0x7f000001', '017700000001', '0177.0.0.1', '0x7f.0.0.1', '127.1', '127.0.1'],
	...[
		'0',
		'0x0',
		'00',
		'127.0.0.1.',
		'0x7f.1',
		'0177.1',
		'2852039166',
		'0xa9fea9fe',
		'169.254.43518',
	],
	...['3232235521', '0xc0a80001', '0300.0250.0.1', '10.1', '167772161', '012.0.0.1', '0xA.0.0.1'],
	...[
		'[::1]',
		'[::]',
		'[::ffff:127.0.0.1]',
		'[::ffff:7f00:1]',
		'[0:0:0:0:0:0:0:1]',
		'[::127.0.0.1]',
	],
	...[
		'[0000::0001]',
		'[::ffff:169.254.169.254]',
		'[fe80::1]',
		'[fd00:ec2::254]',
		'[2002:7f00:1::]',
	],
	...[
		'0x7f.0x0.0x0.0x1',
		'0251.0376.0251.0376',
		'169.0xfe.43518',
		'0x7f000001.',
		'[::ffff:a9fe:a9fe]',
	],
	...['[0:0:0:0:0:ffff:127.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[::ffff:0:7f00:1]'],
	...['１２７.０.０.１', '127。0。0。1', '①②⑦.⓪.⓪.①', '%31%32%37.0.0.1', 'user:pass@127.0.0.1'],
	...[
		'127.0.0.1:22',
		'[::1]:5432',
		'127.0.0.1:6379',
		'0:80',
		'169.254.169.254:80',
		'127.0.0.1#@x.example',
	],
];
const ADDRESSES = [...V4, ...V6];

let seen = 0;
const trap = createTrap((socket) => {
	seen += 1;
	socket.destroy();
});
let outside: Server;
let answer: RequestListener = (_, response) => response.end();
let trapPort = 0;
let outsidePort = 0;
const listening = (server: Server | typeof trap, host: string) =>
	new Promise<number>((done) =>
		server.listen(0, host, () => done((server.address() as AddressInfo).port)),
	);

beforeAll(async () => {
	outside = createServer((request, response) => answer(request, response));
	trapPort = await listening(trap, '::');
	outsidePort = await listening(outside, OUTSIDE);
});
afterAll(() => {
	trap.close();
	outside.close();
	outside.closeAllConnections();
});

const permits = (address: string) => address === OUTSIDE || isPublicAddress(address);
const family = (address: string) => (address.includes(':') ? 6 : 4);
const answering =
	(...answers: string[]): Resolve =>
	(_, __, done) => {
		const address = (answers.length > 1 ? answers.shift() : answers[0]) ?? '';
		done(null, [{ address, family: family(address) }]);
	};
const HTML = { types: ['text/html'], maxBytes: 1000, mayCut: true };
const get = (url: string, resolve?: Resolve) =>
	createFetch({ permits, ports: [80, 443, trapPort, outsidePort], ...(resolve && { resolve }) })(
		url,
		HTML,
	);
/** As the sign-in by OpenID Connect asks a server whose address somebody typed in. */
const ask = (url: string, resolve?: Resolve) =>
	createGuardedFetch({
		...{ permits, ports: [80, 443, trapPort, outsidePort] },
		...(resolve && { resolve }),
	})(url, { method: 'GET' });
const hostOf = (address: string) => (address.includes(':') ? `[${address}]` : address);
const refused = async (attempt: Promise<unknown>) => {
	const error: unknown = await attempt.catch((thrown: unknown) => thrown);
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	return (
		cause instanceof RefusedAddress || (cause instanceof TypeError && /URL/.test(cause.message))
	);
};

test('there are a hundred and thirty-four addresses that nobody may be led to', () => {
	expect(new Set([...ADDRESSES, ...FORMS]).size).toBe(134);
	expect(ADDRESSES.filter(isPublicAddress)).toEqual([]);
	for (const open of ['1.1.1.1', '93.184.215.14', '2606:4700:4700::1111', '2a00:1450:4001:800::1'])
		expect(isPublicAddress(open)).toBe(true);
});

test.for([...ADDRESSES.map(hostOf), ...FORMS])('%s is not connected to', async (host) => {
	const hasPort = /[^:\]]:\d+$|\]:\d+$|#/.test(host);
	for (const read of [get, ask]) {
		expect(await refused(read(`http://${host}${hasPort ? '' : `:${trapPort}`}/`))).toBe(true);
		expect(await refused(read(`http://${host.replace(/:\d+$/, '')}/`))).toBe(true);
	}
	expect(seen).toBe(0);
});

test.for(ADDRESSES)('a name that stands for %s leads nowhere', async (address) => {
	const url = `http://innocent.example:${trapPort}/`;
	for (const read of [get, ask]) expect(await refused(read(url, answering(address)))).toBe(true);
	const both: Resolve = (_, __, done) =>
		done(null, [
			{ address: '1.1.1.1', family: 4 },
			{ address, family: family(address) },
		]);
	for (const read of [get, ask]) expect(await refused(read(url, both))).toBe(true);
	expect(seen).toBe(0);
});

test.for(ADDRESSES)('a name that changes to %s between two hops leads nowhere', async (address) => {
	answer = (_, response) =>
		response.writeHead(302, { location: `http://moving.example:${trapPort}/secret` }).end();
	const url = `http://moving.example:${outsidePort}/`;
	expect(await refused(get(url, answering(OUTSIDE, address)))).toBe(true);
	expect(seen).toBe(0);
});

test.for(ADDRESSES)(
	'a name that changes to %s between two questions leads nowhere',
	async (address) => {
		answer = (_, response) => response.end('{}');
		const asking = createGuardedFetch({
			...{ permits, ports: [trapPort, outsidePort], resolve: answering(OUTSIDE, address) },
		});
		const first = await asking(`http://moving.example:${outsidePort}/`, { method: 'GET' });
		expect(first.status).toBe(200);
		const again = asking(`http://moving.example:${trapPort}/secret`, { method: 'GET' });
		expect(await refused(again)).toBe(true);
		expect(seen).toBe(0);
	},
);

test('who is asked for a sign-in sends nobody elsewhere: no redirect is followed', async () => {
	for (const host of [...ADDRESSES.map(hostOf), ...FORMS.filter((form) => !/[:#@]/.test(form))]) {
		answer = (_, response) => {
			const location = `http://${host}:${trapPort}/`;
			response.writeHead(302, { location: encodeURI(decodeURI(location)) }).end();
		};
		expect((await ask(`http://${OUTSIDE}:${outsidePort}/`)).status, host).toBe(302);
	}
	expect(seen).toBe(0);
});

test.for([1, 2, 3, 4, 5])('a redirect at hop %i is checked like the first address', async (hop) => {
	for (const host of [...ADDRESSES.map(hostOf), ...FORMS.filter((form) => !/[:#@]/.test(form))]) {
		let hops = 0;
		answer = (_, response) => {
			hops += 1;
			const location = hops < hop ? '/again' : `http://${host}:${trapPort}/`;
			response.writeHead(302, { location: encodeURI(decodeURI(location)) }).end();
		};
		expect(await refused(get(`http://${OUTSIDE}:${outsidePort}/`)), host).toBe(true);
	}
	expect(seen).toBe(0);
});

test('only the web is read: no other scheme, no password, no other port, no sixth redirect', async () => {
	for (const url of [
		'file:///etc/passwd',
		'ftp://x.example/',
		'gopher://x.example/',
		'data:text/html,x',
	])
		expect(await refused(get(url)), url).toBe(true);
	expect(await refused(get(`http://a:b@${OUTSIDE}:${outsidePort}/`))).toBe(true);
	expect(await refused(get('https://one.example:8443/'))).toBe(true);
	answer = (_, response) => response.writeHead(302, { location: '/round' }).end();
	expect(await refused(get(`http://${OUTSIDE}:${outsidePort}/`))).toBe(true);
});

const web = () => createWeb({ permits, ports: [outsidePort] });
const place = () => `http://${OUTSIDE}:${outsidePort}/page`;

test('a page tells its title, words, site and picture', async () => {
	answer = (_, response) =>
		response
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
			.end(
				`<title>Plain</title><meta property="og:title" content="Grüße &amp; Küsse"><meta name=description content=" two\n words "><meta property=og:image content=/p.png><body><title>no</title>`,
			);
	expect(await web().page(place())).toEqual({
		...{ title: 'Grüße & Küsse', description: 'two words', site: OUTSIDE },
		pictureUrl: `http://${OUTSIDE}:${outsidePort}/p.png`,
	});
	expect(
		pageFacts('<meta property="og:image" content="javascript:x"><title>T', 'https://x.example'),
	).toMatchObject({ title: 'T', pictureUrl: null });
	expect(pageFacts('<p>no title', 'https://x.example')).toBeNull();
});

test(
	'what is endless, slow, compressed or of another kind is not taken',
	{ timeout: 15_000 },
	async () => {
		let sent = 0;
		answer = (_, response) => {
			response.writeHead(200, { 'content-type': 'image/png' });
			const pour = () => {
				while (!response.destroyed && sent < 50_000_000) {
					sent += 65_536;
					if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', pour);
				}
			};
			pour();
		};
		expect(await web().picture(place())).toBeNull();
		expect(sent).toBeLessThan(20_000_000);
		for (const headers of [
			{ 'content-type': 'application/pdf' },
			{ 'content-type': 'text/html', 'content-encoding': 'gzip' },
		]) {
			answer = (_, response) => response.writeHead(200, headers).end('<title>x');
			expect(await web().page(place())).toBeNull();
		}
		answer = (_, response) => {
			response.writeHead(200, { 'content-type': 'text/html' });
			const drip = setInterval(() => response.write('<!-- -->'), 500);
			response.on('close', () => clearInterval(drip));
		};
		const begun = performance.now();
		expect(await web().page(place())).toBeNull();
		expect(performance.now() - begun).toBeLessThan(15_000);
	},
);
