import {
	createResendMailer,
	createResendStandIn,
	seededFaults,
	STAND_IN_KEY,
	type Fault,
} from '@kith/integrations/resend';
import { serveOnLoopback } from '@kith/integrations/resend/loopback';
import type { Clock } from '@kith/kernel/clock';

/**
 * A mailer that speaks to the local stand-in over HTTP, and the mailbox it fills. It waits for no turn, and not long
 * for an answer.
 */
export async function openMailbox(dataDir: string, clock: Clock) {
	let fault: () => Fault | null = () => null;
	const faults = {
		request: () => fault(),
		telling: () => ({ copies: 1, delaySeconds: 0, isLost: false }),
		order: <T>(due: readonly T[]) => [...due],
	};
	const standIn = createResendStandIn({ dataDir, clock, faults });
	const server = await serveOnLoopback((request) => standIn.handle(request));
	const mailer = createResendMailer({
		...{ apiKey: STAND_IN_KEY, baseUrl: server.url, timeoutMs: 2000, wait: async () => {} },
	});
	return {
		...{ mailer, standIn, mailbox: standIn.mailbox, close: () => server.close() },
		/** Asked before every request from now on. */
		setFault: (next: () => Fault | null) => void (fault = next),
	};
}

/** Has a share of requests go wrong in one of these ways, each as often as the others. */
export const faultyRequests = (seed: number, share: number, kinds: readonly Fault[]) =>
	seededFaults(seed, { requests: { share, kinds } }).request;
