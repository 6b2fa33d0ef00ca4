export { seededFaults, type Fault, type FaultPlan } from './fault-plan.ts';
export type { Fate } from './fates.ts';
export type { KeptMail } from './mail-archive.ts';
export type { Mailbox } from './mailbox.ts';
export type { BatchMail, BatchResult, MailAddress, Mailer, OutgoingMail } from './mailer.ts';
export { readMailWebhook } from './read-webhook.ts';
export { createResendMailer, type ResendMailerOptions } from './resend-mailer.ts';
export { signatureOf } from './signature.ts';
export {
	createResendStandIn,
	STAND_IN_KEY,
	type ResendStandIn,
	type ResendStandInOptions,
} from './stand-in.ts';
