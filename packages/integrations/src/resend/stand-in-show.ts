import type { GetEmailResponseSuccess, ListEmail } from 'resend';
import type { KeptMail } from './mail-archive.ts';

/** What happened to a mail last. */
export const lastEvent = ({ events }: KeptMail): GetEmailResponseSuccess['last_event'] =>
	events.at(-1)?.type ?? 'queued';

/** A mail as GET /emails shows it. */
export function listMail(mail: KeptMail): ListEmail {
	return {
		id: mail.id,
		message_id: `<${mail.id}@mail.invalid>`,
		created_at: mail.createdAt,
		from: mail.from,
		to: mail.to,
		cc: mail.cc ?? null,
		bcc: mail.bcc ?? null,
		reply_to: mail.reply_to ?? null,
		subject: mail.subject,
		scheduled_at: mail.scheduled_at ?? null,
		last_event: lastEvent(mail),
	};
}

/** A mail as GET /emails/<id> shows it. */
export function showMail(mail: KeptMail): GetEmailResponseSuccess {
	const { html = null, text = null, tags } = mail;
	return { object: 'email', ...listMail(mail), html, text, tags: tags ?? [] };
}
