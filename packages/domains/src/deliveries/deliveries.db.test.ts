import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSeconds } from '@kith/kernel/clock';
import { seededChance } from '@kith/kernel/chance';
import { UnavailableError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { seal } from '@kith/kernel/seal';
import { mailEvent, sendSomeMail } from '@kith/testing/test-bounces';
import { faultyRequests } from '@kith/testing/test-mail';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { VendorEvent } from '../domain.ts';
import { handleMailEvent } from './handle-mail-event.ts';
import {
	deliveries,
	liftTrouble,
	mailState,
	mailTrouble,
	sendMails,
	type MailWish,
} from './index.ts';
import { sweepMails } from './sweep-mails.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const SCOPE = 'abcdefghijkl';
const address = () => `${newId()}@example.org`;
const wishTo = (to: string, change: Partial<MailWish> = {}): MailWish => ({
	...{ key: `test:${newId()}`, scope: SCOPE, kind: 'test', urgency: 'ordinary', to },
	write: async () => ({
		from: { name: 'Test', address: 'hello@kith.example' },
		...{ subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' },
	}),
	...change,
});
const send = (...wishes: MailWish[]) => sendMails(installation.services, wishes);
const arrived = async (to: string) => (await installation.mailbox.list({ to })).length;
const trouble = (email: string, scope = SCOPE) =>
	mailTrouble(installation.services, { scope, email });
const tell = (event: VendorEvent) => handleMailEvent(installation.services, event);

/** A mail that bounced, and what happened around it. */
async function bounced(to: string) {
	const { services, clock } = installation;
	const mailId = await sendSomeMail(services, { scope: SCOPE, to });
	await tell(mailEvent({ type: 'email.bounced', mailId, to, at: clock.now() }));
	return mailId;
}

/** Asks for mails until the vendor took all of them, as the queue does. */
async function untilSent(wishes: MailWish[]): Promise<number> {
	for (let tries = 1; ; tries++)
		try {
			await send(...wishes);
			return tries;
		} catch (error) {
			expect(error).toMatchObject({ kind: 'unavailable' });
		}
}

test('with 30 % of requests refused, hanging or unanswered, each mail arrives once', async () => {
	const kinds = ['rate_limit', 'server_error', 'lost_answer', 'lost_answer', 'hang'] as const;
	installation.setFault(faultyRequests(20, 0.3, kinds));
	const people = Array.from({ length: 80 }, address);
	const jobs: MailWish[][] = [];
	for (let start = 0; start < 40; start += 20)
		jobs.push(people.slice(start, start + 20).map((to) => wishTo(to)));
	for (const to of people.slice(40)) jobs.push([wishTo(to)]);
	try {
		const tries = await Promise.all(jobs.map(untilSent));
		expect(Math.max(...tries)).toBeGreaterThan(1);
	} finally {
		installation.setFault(() => null);
	}
	const mails = await installation.mailbox.list({ limit: 500 });
	expect(mails.flatMap(({ to }) => to).toSorted()).toEqual(people.toSorted());
	for (const job of jobs) await send(...job);
	expect(await installation.mailbox.list({ limit: 500 })).toHaveLength(80);
}, 60_000);

test('an answer that got lost is not asked for again in other words, nor with other people', async () => {
	const [first, second] = [address(), address()];
	const wishes = [wishTo(first), wishTo(second)];
	installation.setFault(() => 'lost_answer');
	await expect(send(...wishes)).rejects.toMatchObject({ code: 'mail.unavailable' });
	installation.setFault(() => null);
	const later = wishes.map((wish) => ({
		...wish,
		write: async () => ({ ...(await wish.write()), text: 'In other words' }),
	}));
	await send(...later.slice(0, 1), wishTo(address()));
	await send(...later);
	expect([await arrived(first), await arrived(second)]).toEqual([1, 1]);
	for (const { key } of wishes)
		expect(await mailState(installation.services, key)).toMatchObject({ state: 'sent' });
});

test('a mail that the vendor forgot is asked for again, unless a webhook told that it went', async () => {
	const { services, clock } = installation;
	const [told, untold] = [wishTo(address()), wishTo(address())];
	installation.setFault(() => 'server_error');
	await expect(send(untold)).rejects.toThrow();
	installation.setFault(() => 'lost_answer');
	await expect(send(told)).rejects.toThrow();
	installation.setFault(() => null);
	const row = services.platform.selectFrom('mails').select('id').where('key', '=', told.key);
	const { id: mailId } = await row.executeTakeFirstOrThrow();
	await tell(mailEvent({ type: 'email.sent', mailId, to: told.to, at: clock.now() }));
	clock.advance(25 * 3600);
	await send(told, untold);
	expect([await arrived(told.to), await arrived(untold.to)]).toEqual([1, 1]);
});

test('one mail that will never be taken does not cost the others', async () => {
	const [good, bad] = [wishTo(address()), wishTo('not an address')];
	await send(good, bad);
	expect(await arrived(good.to)).toBe(1);
	expect(await mailState(installation.services, good.key)).toMatchObject({ state: 'sent' });
	expect(await mailState(installation.services, bad.key)).toMatchObject({ state: 'failed' });
	expect(await mailState(installation.services, 'never asked for')).toBeNull();
});

test('any order and any repetition of what is told ends alike', async () => {
	const chance = seededChance(3);
	const { services, clock } = installation;
	const start = clock.now();
	const types = ['sent', 'delivery_delayed', 'delivered', 'opened', 'bounced', 'complained'];
	for (let round = 0; round < 12; round++) {
		const to = address();
		const key = `order:${newId()}`;
		const mailId = await sendSomeMail(services, { scope: SCOPE, to, key });
		const events = types.map((type, index) =>
			mailEvent({ type: `email.${type}`, mailId, to, at: addSeconds(start, 60 + index) }),
		);
		const shuffled = [...events, ...events, ...events].toSorted(() => chance() - 0.5);
		for (const event of shuffled) await tell(event);
		expect(await mailState(services, key)).toEqual({
			...{ state: 'complained', at: addSeconds(start, 65) },
		});
		expect(await trouble(to)).toEqual({ reason: 'complaint', since: addSeconds(start, 65) });
	}
});

test('a hard bounce stops mail in its place and nowhere else; a soft one stops nothing', async () => {
	const { services, clock } = installation;
	const [hard, soft] = [address(), address()];
	await bounced(hard);
	const mailId = await sendSomeMail(services, { scope: SCOPE, to: soft });
	const event = { type: 'email.bounced', mailId, to: soft, at: clock.now() };
	await tell(mailEvent({ ...event, bounce: 'Transient' }));
	const held = wishTo(hard);
	await send(held, wishTo(soft), wishTo(hard, { scope: 'platform' }));
	expect([await arrived(hard), await arrived(soft)]).toEqual([2, 2]);
	expect(await mailState(services, held.key)).toMatchObject({ state: 'withheld' });
	expect(await trouble(hard.toUpperCase())).toMatchObject({ reason: 'bounce' });
	expect(await trouble(hard, 'platform')).toBeNull();
});

test('a code goes to an address that bounces once a day, and lifts that when it arrives', async () => {
	const { services, clock } = installation;
	const to = address();
	await bounced(to);
	const code = (key: string) => sendSomeMail(services, { scope: SCOPE, to, key, urgency: 'asked' });
	const first = await code('code:1');
	await code('code:2');
	expect(await arrived(to)).toBe(2);
	clock.advance(24 * 3600);
	const third = await code('code:3');
	expect(await arrived(to)).toBe(3);
	await send(wishTo(to, { urgency: 'owed' }));
	expect(await arrived(to)).toBe(3);
	const at = clock.now();
	await tell(mailEvent({ type: 'email.bounced', mailId: first, to, at: addSeconds(at, -3600) }));
	await tell(mailEvent({ type: 'email.delivered', mailId: third, to, at }));
	await tell(mailEvent({ type: 'email.bounced', mailId: first, to, at: addSeconds(at, -3600) }));
	expect(await trouble(to)).toBeNull();
	await send(wishTo(to));
	expect(await arrived(to)).toBe(4);
});

test('who called mail spam gets codes and what is owed, and nothing else; arriving lifts nothing', async () => {
	const { services, clock } = installation;
	const to = address();
	const mailId = await sendSomeMail(services, { scope: SCOPE, to });
	await tell(mailEvent({ type: 'email.complained', mailId, to, at: clock.now() }));
	const code = await sendSomeMail(services, { scope: SCOPE, to, urgency: 'asked' });
	await send(wishTo(to, { urgency: 'owed' }), wishTo(to));
	expect(await arrived(to)).toBe(3);
	await tell(mailEvent({ type: 'email.delivered', mailId: code, to, at: clock.now() }));
	expect(await trouble(to)).toMatchObject({ reason: 'complaint' });
});

test('lifted, mail goes again, at the vendor too, whatever older news comes late', async () => {
	const { services, clock, owner } = installation;
	const to = 'bounced+lifted@resend.dev';
	const mailId = await bounced(to);
	const before = clock.now();
	await liftTrouble(services, { scope: SCOPE, email: to });
	expect(await trouble(to)).toBeNull();
	const { rows } = await owner.query<{ payload: unknown }>(
		`select payload->'payload' as payload from streams.outbox
			where type = 'jobs.requested' and payload->>'name' = 'release-address'`,
	);
	expect(JSON.stringify(rows)).not.toContain('resend.dev');
	await deliveries.jobs['release-address'].run(services, rows.at(-1)?.payload);
	const late = { mailId, to, at: addSeconds(before, -60) };
	await tell(mailEvent({ type: 'email.bounced', ...late }));
	expect(await trouble(to)).toBeNull();
	const again = wishTo(to);
	await send(again);
	expect((await installation.mailbox.list({ to }))[0]?.events.at(-1)?.type).toBe('bounced');
});

test('a key that may only send releases nobody, and no job is tried for days because of it', async () => {
	const { services } = installation;
	const release = (reason: string) => ({
		...services,
		mailer: {
			...services.mailer,
			release: () => Promise.reject(new UnavailableError('mail.unavailable', { reason })),
		},
	});
	const { run } = deliveries.jobs['release-address'];
	const sealedAddress = seal(services.secret, 'released address', address());
	await run(release('restricted_api_key'), { sealedAddress });
	await expect(run(release('application_error'), { sealedAddress })).rejects.toThrow();
});

test('news of mails that are not ours, or of anything else, are let pass', async () => {
	const { clock } = installation;
	const to = address();
	await tell(mailEvent({ type: 'email.bounced', mailId: newId(), to, at: clock.now() }));
	const odd = mailEvent({ type: 'email.bounced', mailId: newId(), to, at: clock.now() });
	for (const body of ['{}', '[]', 'null', '{"data":{"to":"x"}}']) await tell({ ...odd, body });
	await tell({ ...odd, type: 'domain.updated' });
	expect(await trouble(to)).toBeNull();
});

test('no address lies in what is kept of mails, and mails are forgotten after thirty days', async () => {
	const { services, clock, owner } = installation;
	const to = address();
	await bounced(to);
	for (const table of ['mails', 'mail_troubles']) {
		const { rows } = await owner.query(`select * from platform.${table}`);
		expect(JSON.stringify(rows)).not.toContain('example.org');
	}
	const key = `old:${newId()}`;
	await sendSomeMail(services, { scope: SCOPE, to: address(), key });
	clock.advance(31 * 86_400);
	await sweepMails(services);
	expect(await mailState(services, key)).toBeNull();
	expect(await trouble(to)).toMatchObject({ reason: 'bounce' });
});
