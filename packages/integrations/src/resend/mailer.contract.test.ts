import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '@kith/kernel/clock';
import { serveOnLoopback, type LoopbackServer } from './loopback-server.ts';
import { mailerContract, mailTo } from './mailer.contract.ts';
import { createResendMailer } from './resend-mailer.ts';
import { NO_FAULTS, type Fault } from './fault-plan.ts';
import {
	createResendStandIn,
	STAND_IN_KEY,
	STAND_IN_SENDING_KEY,
	type ResendStandIn,
} from './stand-in.ts';

const ENDS = { from: 'hello@kith.invalid', to: 'member@example.com' };

describe('resend adapter over HTTP to the stand-in', () => {
	let dataDir: string;
	let standIn: ResendStandIn;
	let server: LoopbackServer;
	let faults: (Fault | null)[] = [];

	let waits: number[] = [];
	const wait = async (ms: number) => void waits.push(ms);
	const mailer = (apiKey = STAND_IN_KEY) =>
		createResendMailer({ apiKey, baseUrl: `${server.url}/dev/resend`, timeoutMs: 400, wait });

	beforeAll(async () => {
		dataDir = await mkdtemp(path.join(tmpdir(), 'kith-mail-'));
		standIn = createResendStandIn({
			dataDir,
			clock: systemClock,
			basePath: '/dev/resend',
			faults: { ...NO_FAULTS, request: () => faults.shift() ?? null },
		});
		server = await serveOnLoopback((request) => standIn.handle(request));
	});
	afterAll(async () => {
		await server.close();
		await rm(dataDir, { recursive: true, force: true });
	});
	beforeEach(() => {
		faults = [];
		waits = [];
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

	test('told to slow down, it waits as long as it is told and a little more, and goes again', async () => {
		faults = ['rate_limit', null];
		const { id } = await mailer().send(mailTo({ ...ENDS, to: 'patient@example.com' }));
		expect(await standIn.mailbox.get(id)).not.toBeNull();
		expect(waits).toHaveLength(1);
		expect(waits[0]).toBeGreaterThan(1900);
		expect(waits[0]).toBeLessThanOrEqual(3000);
	});

	test('told so for too long, it leaves the rest to who sent it', async () => {
		faults = Array.from({ length: 5 }, () => 'rate_limit' as const);
		await expect(mailer().send(mailTo(ENDS))).rejects.toMatchObject({
			code: 'mail.unavailable',
			details: { reason: 'rate_limit_exceeded', status: 429, retryAfterSeconds: 2 },
		});
	});

	test.each([
		[
			'{"data":[{"id":"a"}],"errors":[{"index":0,"message":"no"}]}',
			[{ refused: 'no' }, { id: 'a' }],
		],
		['{"data":[{"id":"a"},{"id":"b"}]}', [{ id: 'a' }, { id: 'b' }]],
		['{"data":[{"id":"a"}]}', null],
		['{"data":[{"id":"a"},{}]}', null],
	])('the answer %s to a batch of two means %j', async (body, meaning) => {
		const odd = await serveOnLoopback(async () => new Response(body));
		const { idempotencyKey, ...mail } = mailTo(ENDS);
		try {
			const oddMailer = createResendMailer({ apiKey: 're_x', baseUrl: odd.url });
			const sent = oddMailer.sendBatch(idempotencyKey, [mail, mail]);
			if (meaning) expect(await sent).toEqual(meaning);
			else await expect(sent).rejects.toMatchObject({ code: 'mail.unavailable' });
		} finally {
			await odd.close();
		}
	});

	test('an address that bounced is written to again once it is released', async () => {
		const to = 'bounced+release@resend.dev';
		await mailer().send(mailTo({ ...ENDS, to }));
		const held = await mailer().send(mailTo({ ...ENDS, to }));
		expect((await standIn.mailbox.get(held.id))?.events).toMatchObject([{ type: 'suppressed' }]);
		await mailer().release(to);
		standIn.decide(to, 'delivered');
		const { id } = await mailer().send(mailTo({ ...ENDS, to }));
		expect((await standIn.mailbox.get(id))?.events.at(-1)).toMatchObject({ type: 'delivered' });
	});

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

	test('a key that may only send releases nobody', async () => {
		await expect(mailer(STAND_IN_SENDING_KEY).release('ada@example.com')).rejects.toMatchObject({
			details: { reason: 'restricted_api_key' },
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
