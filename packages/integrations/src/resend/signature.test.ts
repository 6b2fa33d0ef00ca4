import { Resend } from 'resend';
import { expect, test } from 'vitest';
import { addSeconds, systemClock } from '@kith/kernel/clock';
import { readMailWebhook } from './read-webhook.ts';
import { signatureOf } from './signature.ts';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes !!!').toString('base64')}`;
const OLD = `whsec_${Buffer.from('another secret, from before it !').toString('base64')}`;
const now = systemClock.now();
const BODY = '{"type":"email.bounced","data":{"subject":"Grüße 👋"}}';

type Change = {
	id?: string;
	at?: Date;
	body?: string | Uint8Array;
	secret?: string;
	headers?: Record<string, string>;
};

/** A request as Resend signs it; `sent` may differ from what was signed. */
function request({ id = 'msg_1', at = now, body = BODY, secret = SECRET, headers }: Change = {}) {
	const bytes = Buffer.from(body);
	const timestamp = String(Math.floor(at.getTime() / 1000));
	const signature = signatureOf(secret, { id, timestamp, body: bytes });
	return {
		headers: {
			...{ 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature },
			...headers,
		},
		body: bytes as Uint8Array,
		now,
	};
}
const read = (sent: ReturnType<typeof request>, secrets = [SECRET]) =>
	readMailWebhook(secrets, sent);

test('what was signed is read, byte by byte', () => {
	expect(read(request())).toEqual({
		...{ eventId: 'msg_1', type: 'email.bounced', account: null, body: BODY },
	});
});

test('our signature is the one that the SDK of the vendor checks', () => {
	const { headers } = request();
	const verified = new Resend('re_x').webhooks.verify({
		payload: BODY,
		webhookSecret: SECRET,
		headers: {
			id: headers['svix-id'],
			timestamp: headers['svix-timestamp'],
			signature: headers['svix-signature'],
		},
	});
	expect(verified).toMatchObject({ type: 'email.bounced' });
});

test('while a secret is replaced both count, in what we know and in what was sent', () => {
	expect(read(request({ secret: OLD }), [SECRET, OLD])).not.toBeNull();
	const both = `${request({ secret: OLD }).headers['svix-signature']} ${request().headers['svix-signature']}`;
	expect(read(request({ headers: { 'svix-signature': both } }))).not.toBeNull();
	expect(read(request(), [])).toBeNull();
});

test.each([
	['another secret', request({ secret: OLD })],
	['no signature', request({ headers: { 'svix-signature': '' } })],
	['another version', request({ headers: { 'svix-signature': 'v2,AAAA' } })],
	['another id', request({ headers: { 'svix-id': 'msg_2' } })],
	['no id', request({ id: '' })],
	['an endless id', request({ id: 'm'.repeat(201) })],
	['older than five minutes', request({ at: addSeconds(now, -301) })],
	['more than five minutes ahead', request({ at: addSeconds(now, 301) })],
	['a moved clock', request({ headers: { 'svix-timestamp': String(Number.MAX_SAFE_INTEGER) } })],
	['a clock that is none', request({ headers: { 'svix-timestamp': '1e9' } })],
	['the same JSON, written otherwise', { ...request(), body: Buffer.from(`${BODY} `) }],
	['one byte changed', { ...request(), body: Buffer.from(BODY.replace('bounced', 'Bounced')) }],
	['no JSON', request({ body: 'type=email.bounced' })],
	['JSON without a type', request({ body: '{"data":{}}' })],
	['no UTF-8', request({ body: Uint8Array.from([0x7b, 0xff, 0x7d]) })],
])('%s: nothing is read', (_, sent) => {
	expect(read(sent)).toBeNull();
});

test('the edges of five minutes count', () => {
	for (const seconds of [-299, 299])
		expect(read(request({ at: addSeconds(now, seconds) }))).not.toBeNull();
});

test.each(['', 'whsec_', 'whsec_AAAA', 'secret'])('the secret %j is refused', (secret) => {
	expect(() => request({ secret })).toThrow('whsec_');
});
