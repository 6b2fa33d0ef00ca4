import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '@kith/kernel/clock';
import { createResendStandIn, STAND_IN_KEY, type ResendStandIn } from './stand-in.ts';

const HOSTILE = `"><script>alert('x')</script><img src=x onerror=alert(1)>&`;
let dataDir: string;
let standIn: ResendStandIn;
let id: string;

const get = async (route: string, method = 'GET') => {
	const answer = await standIn.mailboxPage(new Request(`http://localhost${route}`, { method }));
	return { answer, text: (await answer?.text()) ?? '' };
};

beforeAll(async () => {
	dataDir = await mkdtemp(path.join(tmpdir(), 'kith-mailbox-'));
	standIn = createResendStandIn({ dataDir, clock: systemClock });
	expect((await get('/dev/mail')).text).toContain('No mail yet');
	const sent = await standIn.handle(
		new Request('http://localhost/emails', {
			method: 'POST',
			headers: { authorization: `Bearer ${STAND_IN_KEY}` },
			body: JSON.stringify({
				from: 'Kith <hello@kith.invalid>',
				to: 'ada@example.com',
				subject: HOSTILE,
				html: `<p>Hi</p>${HOSTILE}`,
				text: `Open https://kith.example/join?a=1&b=2. ${HOSTILE}`,
				headers: { 'X-Hostile': HOSTILE },
			}),
		}),
	);
	const { id: given } = JSON.parse((await sent?.text()) ?? '{}') as { id: string };
	id = given;
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('neither the list nor the mail lets a mail write markup into the page', async () => {
	for (const route of [
		'/dev/mail',
		`/dev/mail/${id}`,
		`/dev/mail?to=${encodeURIComponent(HOSTILE)}`,
	]) {
		const { answer, text } = await get(route);
		expect(answer?.status).toBe(200);
		expect(text).not.toMatch(/<script|<img/);
		expect(answer?.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(answer?.headers.get('content-security-policy')).not.toContain('script-src');
		expect(answer?.headers.get('cache-control')).toBe('no-store');
	}
});

test('the list links to each mail', async () => {
	expect((await get('/dev/mail')).text).toContain(`href="/dev/mail/${id}"`);
	expect((await get('/dev/mail?to=ada@example.com')).text).toContain(`href="/dev/mail/${id}"`);
	expect((await get('/dev/mail?to=bob@example.com')).text).not.toContain(id);
});

test('a mail shows its text with links and its html in a frame without scripts', async () => {
	const { text } = await get(`/dev/mail/${id}`);
	expect(text).toContain('href="https://kith.example/join?a=1&amp;b=2"');
	expect(text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
	expect(text).toContain('srcdoc="&lt;base target=&quot;_blank&quot;&gt;&lt;p&gt;Hi');
	expect(text).not.toContain('allow-scripts');
	expect(text).not.toContain('allow-same-origin');
});

test('the JSON gives what a test needs to read a code', async () => {
	const { answer, text } = await get('/dev/mail.json?to=Ada@example.com');
	expect(answer?.headers.get('content-type')).toMatch(/^application\/json/);
	expect(JSON.parse(text)).toMatchObject([{ id, to: ['ada@example.com'], subject: HOSTILE }]);
	expect(JSON.parse((await get('/dev/mail.json?to=bob@example.com')).text)).toEqual([]);
});

test('a mail shows its fate, and buttons have it bounce or be called spam', async () => {
	expect((await get(`/dev/mail/${id}`)).text).toMatch(/delivered[^]*Bounce[^]*Call it spam/);
	const press = (fate: string, headers: Record<string, string> = {}) =>
		standIn.mailboxPage(
			new Request(`http://localhost/dev/mail/${id}/${fate}`, { method: 'POST', headers }),
		);
	const host = 'localhost:3000';
	expect((await press('bounced', { origin: 'https://evil.example', host }))?.status).toBe(403);
	expect((await press('bounced', { origin: 'null', 'sec-fetch-site': 'cross-site' }))?.status).toBe(
		403,
	);
	expect((await press('exploded'))?.status).toBe(404);
	expect((await get(`/dev/mail/${id}/bounced`)).answer?.status).toBe(405);
	expect((await get('/dev/mail')).text).not.toContain('class="bad"');
	const done = await press('bounced', { origin: `http://${host}`, host });
	expect([done?.status, done?.headers.get('location')]).toEqual([303, `/dev/mail/${id}`]);
	await press('complained');
	const { text } = await get(`/dev/mail/${id}`);
	expect(text).toMatch(/bounced[^]*called spam/);
	expect(text).not.toContain('/bounced"');
	expect((await get('/dev/mail')).text).toContain('class="bad"');
});

test('an unknown mail is 404, another method 405, another path somebody else’s', async () => {
	expect((await get('/dev/mail/00000000-0000-7000-8000-000000000000')).answer?.status).toBe(404);
	expect((await get('/dev/mail', 'POST')).answer?.status).toBe(405);
	for (const route of ['/', '/dev/mails', '/dev/mail/x', `/dev/mail.json/${id}`, '/x/dev/mail'])
		expect((await get(route)).answer, route).toBeNull();
});
