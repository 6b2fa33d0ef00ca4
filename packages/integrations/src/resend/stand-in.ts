import path from 'node:path';
import type { Clock } from '@kith/kernel/clock';
import { Account, type KeptKey } from './account.ts';
import { Fates, type Fate } from './fates.ts';
import { NO_FAULTS, type Fault, type FaultPlan } from './fault-plan.ts';
import { MailArchive } from './mail-archive.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { createMailboxPage } from './mailbox-page.ts';
import { PostOffice } from './post-office.ts';
import { RateLimit } from './rate-limit.ts';
import { keyRoutes, suppressionRoutes, webhookRoutes } from './stand-in-account.ts';
import { checkDomains, domainRoutes, type DnsState } from './stand-in-domains.ts';
import { emailRoutes } from './stand-in-emails.ts';
import type { Route } from './stand-in-route.ts';
import { WebhookSender } from './webhook-sender.ts';
import { WireError } from './wire-error.ts';

export type ResendStandInOptions = {
	/** Mails are kept in `mail/` below it, everything else in a file beside it. */
	dataDir: string;
	clock: Clock;
	/** Where the API is mounted, such as `/dev/resend`; at the root unless told. */
	basePath?: string;
	/** What goes wrong, for drills; nothing unless told. */
	faults?: FaultPlan;
	/** Requests that are answered in one second; all of them unless told. */
	requestsPerSecond?: number | null;
	/** An endpoint that hears of everything from the start. */
	webhook?: { endpoint: string; secret: string };
};

export type ResendStandIn = {
	/** Answers Resend's HTTP API below `basePath`; null for any other path. */
	handle(request: Request): Promise<Response | null>;
	/** Answers /dev/mail, /dev/mail/<id> and /dev/mail.json?to=<address>; null for any other path. */
	mailboxPage(request: Request): Promise<Response | null>;
	mailbox: Mailbox;
	/** From now on mail to `address` has this fate. */
	decide(address: string, fate: Fate): void;
	/** What the DNS says of a domain when it is looked at; all is well unless told. */
	setDns(domain: string, state: DnsState): void;
	/** Does all that is due now: mails that wait, domains that are checked, events that are told. */
	settle(): Promise<void>;
	/** Settles several times a second from now on. Returns how to stop. */
	start(): () => void;
};

/** The key of the stand-in, and one that may send but not read. */
export const STAND_IN_KEY = 're_local';
export const STAND_IN_SENDING_KEY = 're_local_sending';

const SETTLE_MS = 250;

/**
 * Resend without the internet: the unmodified SDK speaks to it over HTTP, and mail ends in a mailbox on this machine.
 * It shows codes and links to whoever can reach it, so it is for development and tests only.
 */
export function createResendStandIn(options: ResendStandInOptions): ResendStandIn {
	const { dataDir, clock, basePath = '', faults = NO_FAULTS, webhook } = options;
	const archive = new MailArchive(path.join(dataDir, 'mail'), clock);
	const account = new Account(path.join(dataDir, 'account.json'), webhook);
	const sender = new WebhookSender(account, clock, faults);
	const fates = new Fates();
	const office = new PostOffice({ archive, account, fates, sender, clock });
	const mailbox = createMailbox(archive);
	const dns = new Map<string, DnsState>();
	const deps = { archive, account, office, sender, clock };
	const settle = async () => {
		await office.catchUp();
		await checkDomains(deps, dns);
		while ((await sender.sendDue()) > 0);
	};
	return {
		...{ mailbox, settle },
		mailboxPage: createMailboxPage({ mailbox, office }),
		handle: createApi(deps, { basePath, faults, limit: options.requestsPerSecond ?? null }),
		decide: (address, fate) => fates.set(address, fate),
		setDns: (domain, state) => void dns.set(domain, state),
		start() {
			const timer = setInterval(() => void settle().catch(() => undefined), SETTLE_MS);
			timer.unref();
			return () => clearInterval(timer);
		},
	};
}

type ApiDeps = Parameters<typeof emailRoutes>[0] & Parameters<typeof domainRoutes>[0];
type Door = { basePath: string; faults: FaultPlan; limit: number | null };

function createApi(deps: ApiDeps, { basePath, faults, limit }: Door): ResendStandIn['handle'] {
	const routes = [
		...[...emailRoutes(deps), ...domainRoutes(deps), ...keyRoutes(deps)],
		...[...webhookRoutes(deps), ...suppressionRoutes(deps)],
	];
	const rate = new RateLimit(limit, deps.clock);
	return async (request) => {
		const url = new URL(request.url);
		if (!url.pathname.startsWith(`${basePath}/`)) return null;
		const route = url.pathname.slice(basePath.length);
		if (!routes.some(({ path: pattern }) => matches(pattern, route))) return null;
		const fate = faults.request();
		let headers: Record<string, string> = {};
		try {
			if (fate === 'hang') return await new Promise<never>(() => undefined);
			if (fate !== null) refuse(fate);
			headers = rate.take();
			const answer = await answerTo(deps, routes, { request, url, route });
			if (fate === 'lost_answer') throw new Error('the answer got lost');
			return Response.json(answer, { headers });
		} catch (error) {
			if (error instanceof WireError) return error.toResponse(headers);
			throw error;
		}
	};
}

type Arrived = { request: Request; url: URL; route: string };

async function answerTo(
	deps: ApiDeps,
	routes: readonly Route[],
	{ request, url, route }: Arrived,
): Promise<object> {
	const key = await keyOf(deps, request);
	const there = routes.filter(({ path: pattern }) => matches(pattern, route));
	// A path without a place for an id comes before one that has it.
	const chosen =
		there.find(({ method, path: pattern }) => method === request.method && pattern === route) ??
		there.find(({ method }) => method === request.method);
	if (!chosen)
		throw new WireError('method_not_allowed', 'Method is not allowed for the requested path.');
	if (key.permission === 'sending_access' && !chosen.isSending)
		throw new WireError('restricted_api_key', 'This API key is restricted to only send emails');
	const id = idIn(chosen.path, route);
	return chosen.run({ request, url, id, domainId: key.domainId });
}

const partsOf = (text: string) => text.split('/');

function matches(pattern: string, route: string): boolean {
	const [wanted, given] = [partsOf(pattern), partsOf(route)];
	return (
		wanted.length === given.length &&
		wanted.every((part, index) => (part === ':id' ? given[index] !== '' : part === given[index]))
	);
}

const idIn = (pattern: string, route: string): string =>
	partsOf(route)[partsOf(pattern).indexOf(':id')] ?? '';

type Holder = Pick<KeptKey, 'permission' | 'domainId'>;

async function keyOf({ account, clock }: ApiDeps, request: Request): Promise<Holder> {
	const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
	if (token === undefined) throw new WireError('missing_api_key', 'Missing API Key');
	if (token === STAND_IN_KEY) return { permission: 'full_access', domainId: null };
	if (token === STAND_IN_SENDING_KEY) return { permission: 'sending_access', domainId: null };
	const key = (await account.all('keys')).find((one) => one.token === token);
	if (!key) throw new WireError('invalid_api_key', 'API key is invalid');
	await account.change(key, { lastUsedAt: clock.now().toISOString() });
	return key;
}

function refuse(fate: Fault): void {
	if (fate === 'rate_limit')
		throw new WireError('rate_limit_exceeded', 'Too many requests.', { 'retry-after': '2' });
	if (fate === 'server_error')
		throw new WireError('internal_server_error', 'Internal server error.');
}
