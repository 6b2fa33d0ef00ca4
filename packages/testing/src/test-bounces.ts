import { vendorHandlers } from '@kith/domains';
import type { Services } from '@kith/domains/context';
import { sendMails } from '@kith/domains/deliveries';
import { newId } from '@kith/kernel/ids';
import type { TestCommunity } from './test-community.ts';

type Told = {
	type: string;
	mailId: string;
	to: string;
	at: Date;
	bounce?: 'Permanent' | 'Transient';
};

/** What the mail vendor says of a mail, as the inbox keeps it. */
export function mailEvent({ type, mailId, to, at, bounce = 'Permanent' }: Told) {
	const data = {
		...{ email_id: newId(), to: [to], tags: { mail: mailId } },
		...(type === 'email.bounced' && { bounce: { type: bounce, subType: 'General', message: '' } }),
	};
	const body = JSON.stringify({ type, created_at: at.toISOString(), data });
	return {
		...{ vendor: 'resend', eventId: newId(), type, account: null, body },
		receivedAt: new Date(at.getTime() + 1000),
	};
}

/** Sends a mail that is about nothing; returns its id. */
export async function sendSomeMail(
	services: Services,
	wish: { scope: string; to: string; key?: string; urgency?: 'asked' | 'owed' | 'ordinary' },
): Promise<string> {
	const { key = `some-mail:${newId()}`, urgency = 'ordinary', ...rest } = wish;
	const from = { name: 'Test', address: services.mailFrom };
	const write = async () => ({ from, subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' });
	await sendMails(services, [{ ...rest, key, urgency, kind: 'some-mail', write }]);
	const row = services.platform.selectFrom('mails').select('id').where('key', '=', key);
	return (await row.executeTakeFirstOrThrow()).id;
}

/** Has mail of a community to one of its members bounce for good. */
export async function mailBounces(here: TestCommunity, memberId: string): Promise<void> {
	const { services, clock } = await here.as(null);
	const { email: to } = await here.db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select('email')
		.where('members.id', '=', memberId)
		.executeTakeFirstOrThrow();
	const mailId = await sendSomeMail(services, { scope: here.id, to });
	const event = mailEvent({ type: 'email.bounced', mailId, to, at: clock.now() });
	await vendorHandlers.get('resend')?.(services, event);
}
