import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { MailPreview, PreviewMail, SendTestMail } from './mail.schema.ts';
import { previewMail } from './preview-mail.ts';
import { sendTestMail } from './send-test-mail.ts';

export const mailRouter = communityRouter({
	preview: communityProcedure
		.input(PreviewMail)
		.output(MailPreview)
		.query(({ ctx, input }) => previewMail(ctx, input)),
	sendTest: communityProcedure
		.input(SendTestMail)
		.output(z.strictObject({ to: z.string() }))
		.mutation(({ ctx, input }) => sendTestMail(ctx, input)),
});
