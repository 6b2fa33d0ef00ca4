import * as z from 'zod';

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
