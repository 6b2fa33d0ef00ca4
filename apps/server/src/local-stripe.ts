import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PastPayments } from '@kith/domains/demo';
import { createStripe, STRIPE_STAND_IN_KEY, type StripeStandIn } from '@kith/integrations/stripe';
import { systemClock, type Clock } from '@kith/kernel/clock';
import type { Config } from '@kith/kernel/config';
import type { Logger } from '@kith/kernel/logger';
import { sign } from '@kith/kernel/seal';

/** The stand-in for Stripe as it runs in this process. */
export type LocalStripe = {
	standIn: StripeStandIn;
	/** What it signs its webhooks to us with. */
	secrets: { stripe: string; stripeConnect: string };
	/** A past to make up, for what demo communities sold. */
	past: PastPayments;
	close(): Promise<void>;
};

/** Nothing listens there: whoever asks is told that payments are out of reach. */
const NOWHERE = 'http://127.0.0.1:1';
const isLocal = ({ STRIPE_SECRET_KEY, KITH_ENV }: Config) =>
	!STRIPE_SECRET_KEY && KITH_ENV === 'development';
const folderOf = ({ DATA_DIR }: Config) => join(DATA_DIR, 'stripe');
const addressIn = (config: Config) => join(folderOf(config), 'address');

/**
 * Starts the stand-in on a free port of its own, and leaves its address for this installation's other processes. Null
 * where payments are real: the process that serves the web is the one that runs it.
 */
export async function startLocalStripe(
	config: Config,
	{ secret, report }: { secret: string; report: (error: unknown) => void },
): Promise<LocalStripe | null> {
	if (!isLocal(config)) return null;
	const { createStripeStandIn } = await import('@kith/integrations/stripe/stand-in');
	const of = (whom: string) => `whsec_${sign(secret, 'webhooks of the local Stripe', whom)}`;
	const secrets = { stripe: of('platform'), stripeConnect: of('connect') };
	const at = (vendor: string) => `${config.PLATFORM_ORIGIN}/webhooks/${vendor}`;
	const clock = new MovedClock();
	const standIn = createStripeStandIn({
		...{ clock, dataDir: folderOf(config), publicUrl: config.PLATFORM_ORIGIN, report },
		endpoints: [
			{ url: at('stripe'), connect: false, secrets: [secrets.stripe] },
			{ url: at('stripe-connect'), connect: true, secrets: [secrets.stripeConnect] },
		],
	});
	const server = await standIn.listen();
	await mkdir(folderOf(config), { recursive: true });
	await writeFile(addressIn(config), server.url);
	return { standIn, secrets, past: pastOf(standIn, clock), close: () => server.close() };
}

/** The machine's clock, or one that stands still where it was set to. */
class MovedClock implements Clock {
	at: Date | null = null;
	now(): Date {
		return this.at ?? systemClock.now();
	}
}

function pastOf(standIn: StripeStandIn, clock: MovedClock): PastPayments {
	return {
		clock,
		async moveTo(at) {
			standIn.setTelling(false);
			clock.at = at;
			await standIn.settle();
			standIn.setTelling(at === null);
		},
		async send(url, form) {
			const body = new URLSearchParams(form);
			const answer = await standIn.pages(new Request(url, { method: 'POST', body }));
			if (!answer || answer.status >= 400) throw new Error(`${url} was not accepted`);
		},
	};
}

/** The SDK, at Stripe with a key, otherwise at the stand-in that this installation's web process runs. */
export async function paymentsOf(config: Config, logger: Logger) {
	const key = config.STRIPE_SECRET_KEY;
	if (key) return { payments: createStripe({ apiKey: key }), takesRealMoney: isLiveKey(key) };
	const baseUrl = await readFile(addressIn(config), 'utf8').catch(() => NOWHERE);
	if (baseUrl === NOWHERE) logger.debug({}, 'no stand-in for Stripe runs here');
	return {
		payments: createStripe({ apiKey: STRIPE_STAND_IN_KEY, baseUrl }),
		takesRealMoney: false,
	};
}

const isLiveKey = (key: string): boolean => /^[rs]k_live_/.test(key);
