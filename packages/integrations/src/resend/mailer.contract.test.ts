import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '@kith/kernel/clock';
import { serveOnLoopback, type LoopbackServer } from './loopback-server.ts';
import { mailerContract, mailTo } from './mailer.contract.ts';
import { createResendMailer } from './resend-mailer.ts';
import { createResendStandIn, STAND_IN_KEY, type Fault, type ResendStandIn } from './stand-in.ts';

const ENDS = { from: 'hello@kith.invalid', to: 'member@example.com' };

describe('resend adapter over HTTP to the stand-in', () => {
	let dataDir: string;
	let standIn: ResendStandIn;
	let server: LoopbackServer;
	let faults: (Fault | null)[] = [];

	const mailer = (apiKey = STAND_IN_KEY) =>
		createResendMailer({ apiKey, baseUrl: `${server.url}/dev/resend`, timeoutMs: 400 });

	beforeAll(async () => {
		dataDir = await mkdtemp(path.join(tmpdir(), 'kith-mail-'));
		standIn = createResendStandIn({
			dataDir,
			clock: systemClock,
			basePath: '/dev/resend',
			fault: () => faults.shift() ?? null,
		});
		server = await serveOnLoopback((request) => standIn.handle(request));
	});
	afterAll(async () => {
		await server.close();
		await rm(dataDir, { recursive: true, force: true });
	});
	beforeEach(() => {
		faults = [];
	});

	mailerContract(() => ({ mailer: mailer(), ...ENDS }));

	test('the mail arrives as it was written, with a quoted sender name', async () => {
		const headers = { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
		const mail = mailTo(ENDS, { headers, replyTo: 'desk@kith.invalid' });
		const { id } = await mailer().send(mail);
		expect(await standIn.mailbox.get(id)).toMatchObject({
			from: '"Ada, \\"the\\" Host" <hello@kith.invalid>',
			to: [ENDS.to],
			reply_to: ['desk@kith.invalid'],
			subject: mail.subject,
			html: mail.html,
			text: mail.text,
			headers,
		});
	});

	test.each([
		['rate_limit', { reason: 'rate_limit_exceeded', status: 429, retryAfterSeconds: 2 }],
		['server_error', { reason: 'internal_server_error', status: 500 }],
		['lost_answer', { reason: 'application_error' }],
		['hang', { reason: 'application_error' }],
	] as const)(
		'after a %s trying again with the same key sends one mail',
		async (fault, details) => {
			const to = `${fault}@example.com`;
			const mail = mailTo({ ...ENDS, to });
			faults = [fault];
			const failed = mailer().send(mail);
			await expect(failed).rejects.toMatchObject({ code: 'mail.unavailable', kind: 'unavailable' });
			await expect(failed).rejects.toMatchObject({ details });
			const { id } = await mailer().send(mail);
			expect((await standIn.mailbox.list({ to })).map((kept) => kept.id)).toEqual([id]);
		},
	);

	test('60 mails under 50 % faults, each tried until taken, arrive exactly once', async () => {
		const kinds: Fault[] = ['rate_limit', 'server_error', 'lost_answer'];
		faults = Array.from({ length: 120 }, (_, index) =>
			index % 2 === 0 ? (kinds[(index / 2) % 3] ?? null) : null,
		);
		const to = 'storm@example.com';
		const sent = await Promise.all(
			Array.from({ length: 60 }, async () => {
				const mail = mailTo({ ...ENDS, to });
				for (;;) {
					try {
						return (await mailer().send(mail)).id;
					} catch (error) {
						expect(error).toMatchObject({ code: 'mail.unavailable' });
					}
				}
			}),
		);
		const kept = (await standIn.mailbox.list({ to, limit: 500 })).map(({ id }) => id);
		expect(kept.toSorted()).toEqual(sent.toSorted());
	});

	test('a key that is refused can be repaired, so it does not cost the mail', async () => {
		await expect(mailer('re_wrong').send(mailTo(ENDS))).rejects.toMatchObject({
			code: 'mail.unavailable',
			details: { reason: 'invalid_api_key', status: 403 },
		});
	});

	test('a vendor that is not there at all is unavailable', async () => {
		const nowhere = createResendMailer({ apiKey: 're_x', baseUrl: 'http://127.0.0.1:1' });
		await expect(nowhere.send(mailTo(ENDS))).rejects.toMatchObject({ code: 'mail.unavailable' });
	});

	test.each([
		['<html>Bad gateway</html>', 502, 'mail.unavailable'],
		['{}', 200, 'mail.unavailable'],
		['null', 500, 'mail.unavailable'],
		['not json', 200, 'mail.unavailable'],
		['{"statusCode":422,"name":"validation_error","message":"no"}', 422, 'mail.rejected'],
	])('the answer %s with status %d means %s', async (body, status, code) => {
		const odd = await serveOnLoopback(async () => new Response(body, { status }));
		try {
			const oddMailer = createResendMailer({ apiKey: 're_x', baseUrl: odd.url });
			await expect(oddMailer.send(mailTo(ENDS))).rejects.toMatchObject({ code });
		} finally {
			await odd.close();
		}
	});
});

const realKey = process.env['RESEND_TEST_KEY'];
if (realKey) {
	describe('resend adapter to Resend', () => {
		mailerContract(() => ({
			mailer: createResendMailer({ apiKey: realKey }),
			from: process.env['RESEND_TEST_FROM'] ?? 'onboarding@resend.dev',
			to: 'delivered@resend.dev',
		}));
	});
}
