import { createResendMailer, createResendStandIn, STAND_IN_KEY } from '@kith/integrations/resend';
import { serveOnLoopback } from '@kith/integrations/resend/loopback';
import type { Clock } from '@kith/kernel/clock';

/** A mailer that speaks to the local stand-in over HTTP, and the mailbox it fills. */
export async function openMailbox(dataDir: string, clock: Clock) {
	const standIn = createResendStandIn({ dataDir, clock });
	const server = await serveOnLoopback((request) => standIn.handle(request));
	const mailer = createResendMailer({ apiKey: STAND_IN_KEY, baseUrl: server.url });
	return { mailer, mailbox: standIn.mailbox, close: () => server.close() };
}
