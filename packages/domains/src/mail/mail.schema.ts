import * as z from 'zod';
import { MailTrouble } from '../deliveries/deliveries.schema.ts';

/** Mails that a preview shows; between them they hold every part that a mail can have. */
export const SAMPLES = [
	'welcome',
	'sign-in-code',
	'invitation',
	'announcement',
	'reminder',
] as const;

export const PreviewMail = z.strictObject({
	kind: z.enum(SAMPLES),
	scheme: z.enum(['light', 'dark']),
	locale: z.string().max(16),
});
export type PreviewMail = z.infer<typeof PreviewMail>;

export const MailPreview = z.strictObject({ subject: z.string(), html: z.string() });
export type MailPreview = z.infer<typeof MailPreview>;

export const SendTestMail = PreviewMail.omit({ scheme: true });
export type SendTestMail = z.infer<typeof SendTestMail>;

export const MailOfMember = z.strictObject({ memberId: z.uuid() });
export type MailOfMember = z.infer<typeof MailOfMember>;

/** Why somebody gets no mail; null when they do. */
export const MailHealth = MailTrouble.nullable();
export type MailHealth = z.infer<typeof MailHealth>;
