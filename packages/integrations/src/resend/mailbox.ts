import type { KeptMail, MailArchive } from './mail-archive.ts';
import { bareAddress } from './wire-mail.ts';

export interface Mailbox {
	/** The newest mails first, 50 unless told; `to` keeps those written to that address in any field. */
	list(filter?: { to?: string; limit?: number }): Promise<KeptMail[]>;
	get(id: string): Promise<KeptMail | null>;
}

/** Reads what the stand-in has kept. */
export function createMailbox(archive: MailArchive): Mailbox {
	return {
		async list({ to, limit = 50 } = {}) {
			const mails = await archive.mails();
			return mails.filter((mail) => to === undefined || isWrittenTo(mail, to)).slice(0, limit);
		},
		async get(id) {
			return (await archive.mails()).find((mail) => mail.id === id) ?? null;
		},
	};
}

function isWrittenTo(mail: KeptMail, address: string): boolean {
	const wanted = bareAddress(address);
	const recipients = [mail.to, mail.cc ?? [], mail.bcc ?? []].flat();
	return recipients.some((recipient) => bareAddress(recipient) === wanted);
}
