export type { KeptMail } from './mail-archive.ts';
export type { Mailbox } from './mailbox.ts';
export type { MailAddress, Mailer, OutgoingMail } from './mailer.ts';
export { createResendMailer, type ResendMailerOptions } from './resend-mailer.ts';
export {
	createResendStandIn,
	STAND_IN_KEY,
	type Fault,
	type ResendStandIn,
	type ResendStandInOptions,
} from './stand-in.ts';
