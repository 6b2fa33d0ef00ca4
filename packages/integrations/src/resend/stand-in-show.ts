import type { GetEmailResponseSuccess } from 'resend';
import type { KeptMail } from './mail-archive.ts';

/** A mail as GET /emails/<id> shows it; everything the stand-in takes is delivered. */
export function showMail(mail: KeptMail): GetEmailResponseSuccess {
	return {
		object: 'email',
		id: mail.id,
		message_id: `<${mail.id}@mail.invalid>`,
		created_at: mail.createdAt,
		from: mail.from,
		to: mail.to,
		cc: mail.cc ?? null,
		bcc: mail.bcc ?? null,
		reply_to: mail.reply_to ?? null,
		subject: mail.subject,
		html: mail.html ?? null,
		text: mail.text ?? null,
		tags: mail.tags ?? [],
		scheduled_at: mail.scheduled_at ?? null,
		last_event: 'delivered',
	};
}
