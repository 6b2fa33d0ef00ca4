import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { MailHealth, MailOfMember, MailPreview, PreviewMail, SendTestMail } from './mail.schema.ts';
import { previewMail } from './preview-mail.ts';
import { healthOf, ownHealth } from './read-health.ts';
import { resumeMail, resumeOwnMail } from './resume-mail.ts';
import { sendTestMail } from './send-test-mail.ts';

export const mailRouter = communityRouter({
	health: communityProcedure
		.input(MailOfMember)
		.output(MailHealth)
		.query(({ ctx, input }) => healthOf(ctx, input)),
	ownHealth: communityProcedure.output(MailHealth).query(({ ctx }) => ownHealth(ctx)),
	resume: communityProcedure
		.input(MailOfMember)
		.output(z.void())
		.mutation(({ ctx, input }) => resumeMail(ctx, input)),
	resumeOwn: communityProcedure.output(z.void()).mutation(({ ctx }) => resumeOwnMail(ctx)),
	preview: communityProcedure
		.input(PreviewMail)
		.output(MailPreview)
		.query(({ ctx, input }) => previewMail(ctx, input)),
	sendTest: communityProcedure
		.input(SendTestMail)
		.output(z.strictObject({ to: z.string() }))
		.mutation(({ ctx, input }) => sendTestMail(ctx, input)),
});
