import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Mailer, OutgoingMail } from './mailer.ts';

export type MailerUnderTest = { mailer: Mailer; from: string; to: string };

/** A mail with a key of its own; `change` what the test is about. */
export function mailTo(
	{ from, to }: { from: string; to: string },
	change: Partial<OutgoingMail> = {},
): OutgoingMail {
	return {
		idempotencyKey: `contract/${randomUUID()}`,
		from: { name: 'Ada, "the" Host', address: from },
		to,
		subject: 'Your code ✓',
		html: '<p>Your code is <b>123456</b></p>',
		text: 'Your code is 123456',
		...change,
	};
}

/** What every mailer must do. */
export function mailerContract(start: () => MailerUnderTest): void {
	test('a mail is taken and has an id', async () => {
		const { mailer, ...ends } = start();
		const headers = { 'List-Unsubscribe': '<https://kith.example/u/1>' };
		const replyTo = ends.to;
		const { id } = await mailer.send(mailTo(ends, { headers, replyTo }));
		expect(id).toMatch(/^[0-9a-f-]{36}$/);
	});

	test('the same mail with the same key is the same mail', async () => {
		const { mailer, ...ends } = start();
		const mail = mailTo(ends);
		const first = await mailer.send(mail);
		expect(await mailer.send(mail)).toEqual(first);
		expect((await mailer.send({ ...mail, idempotencyKey: `${mail.idempotencyKey}b` })).id).not.toBe(
			first.id,
		);
	});

	test('another mail under a used key is rejected', async () => {
		const { mailer, ...ends } = start();
		const mail = mailTo(ends);
		await mailer.send(mail);
		await expect(mailer.send({ ...mail, subject: 'Another' })).rejects.toMatchObject({
			code: 'mail.rejected',
			kind: 'invalid',
			details: { status: 409, reason: 'invalid_idempotent_request' },
		});
	});

	test('a batch has an id for each mail, and its key stands for all of them', async () => {
		const { mailer, ...ends } = start();
		const { idempotencyKey, ...mail } = mailTo(ends, { tags: { mail: randomUUID() } });
		const batch = [mail, { ...mail, subject: 'Another' }];
		const first = await mailer.sendBatch(idempotencyKey, batch);
		expect(first).toEqual([{ id: expect.any(String) }, { id: expect.any(String) }]);
		expect(await mailer.sendBatch(idempotencyKey, batch)).toEqual(first);
		await expect(mailer.sendBatch(idempotencyKey, [mail])).rejects.toMatchObject({
			...{ code: 'mail.rejected', details: { reason: 'invalid_idempotent_request' } },
		});
		await expect(
			mailer.sendBatch(`${idempotencyKey}c`, Array(101).fill(mail)),
		).rejects.toMatchObject({ code: 'mail.bad_field' });
	});

	test('an address that nobody keeps from mail is released all the same', async () => {
		const { mailer } = start();
		await expect(mailer.release(`${randomUUID()}@example.com`)).resolves.toBeUndefined();
	});

	test('a field that could become another header is refused before anything is sent', async () => {
		const { mailer, ...ends } = start();
		for (const bad of badMails(ends)) {
			await expect(mailer.send(bad), JSON.stringify(bad)).rejects.toMatchObject({
				code: 'mail.bad_field',
				kind: 'invalid',
			});
		}
	});
}

function badMails(ends: { from: string; to: string }): OutgoingMail[] {
	const breaks = ['\r\nBcc: x@y.zz', '\nX: y', '\r', '\u0000', '\u0085', '\u2028', '\u007f'];
	const lines = breaks.flatMap((tail): Partial<OutgoingMail>[] => [
		{ subject: `Hello${tail}` },
		{ to: `${ends.to}${tail}` },
		{ replyTo: `${ends.to}${tail}` },
		{ from: { name: `Ada${tail}`, address: ends.from } },
		{ from: { name: 'Ada', address: `${ends.from}${tail}` } },
		{ headers: { 'X-A': `b${tail}` } },
		{ headers: { [`X-A${tail}`]: 'b' } },
		{ idempotencyKey: `key${tail}` },
	]);
	const addresses = [
		...['', 'a', 'a@b', 'a@b.c', '@b.cc', 'a@.cc', 'a b@c.dd', 'a@b.cc,d@e.ff', 'A <a@b.cc>'],
		...['a@b.cc>', '<a@b.cc>', 'a@b..cc', '.a@b.cc', 'a.@b.cc', 'a@-b.cc', 'a@b.cc ', '"a"@b.cc'],
		...['a@[127.0.0.1]', 'a@b@c.dd', 'a;b@c.dd', 'a(x)@b.cc', `${'a'.repeat(250)}@b.cc`],
	];
	const headers = [
		'Bcc',
		'bcc',
		'From',
		'Content-Type',
		'Subject',
		'DKIM-Signature',
		'',
		'X A',
		'X:',
	];
	return [
		...lines,
		...addresses.map((to) => ({ to })),
		...headers.map((name) => ({ headers: { [name]: 'x' } })),
		...[{ idempotencyKey: '' }, { idempotencyKey: 'a'.repeat(257) }, { idempotencyKey: 'a b' }],
		...[
			{ subject: '' },
			{ subject: ' ' },
			{ subject: 'a'.repeat(901) },
			{ html: '' },
			{ text: '' },
		],
	].map((change) => mailTo(ends, change));
}
