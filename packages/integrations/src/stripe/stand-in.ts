import type { Clock } from '@kith/kernel/clock';
import { serveOnLoopback } from '../resend/loopback-server.ts';
import { Api, type Logged } from './engine/api.ts';
import { Courier, type Send } from './engine/delivery.ts';
import { Faults, type ApiFault, type FaultPlan } from './engine/faults.ts';
import { Ids } from './engine/ids.ts';
import { Journal } from './engine/journal.ts';
import { Router } from './engine/routes.ts';
import { runDue } from './engine/run-due.ts';
import { Shop } from './engine/shop.ts';
import { Store } from './engine/store.ts';
import { Timers } from './engine/timers.ts';
import { REAL, type Settings, type World } from './engine/world.ts';
import { createPages } from './pages/pages.ts';
import { INCLUDES } from './resources/includes.ts';
import { ROUTES } from './resources/routes.ts';
import { TASKS } from './resources/tasks.ts';
import { ensureEndpoint, type EndpointFacts } from './resources/webhook-endpoints.ts';
import { STRIPE_STAND_IN_KEY } from './stand-in-key.ts';

/** The account that the stand-in's key belongs to. */
const PLATFORM = 'acct_platform';
const TICK_MS = 1_000;

export type StripeStandInOptions = {
	clock: Clock;
	/** A folder that its state outlives the process in; without one it is gone with the process. */
	dataDir?: string;
	/** Where a browser reaches `/dev/stripe/…`, if another server passes that on; its own address unless told. */
	publicUrl?: string;
	/** Endpoints that exist from the start, with secrets that their owner knows. */
	endpoints?: readonly EndpointFacts[];
	/** How webhooks leave; `fetch` unless told. */
	send?: Send;
	settings?: Partial<Settings>;
	/** Told what went wrong while time passed by itself; the process ends by it unless somebody listens. */
	report?: (error: unknown) => void;
	/** Webhooks leave by themselves, as soon as something happened; otherwise only when `settle` is called. */
	deliversItself?: boolean;
};

export type StripeStandIn = {
	/** Answers Stripe's API below `/v1`; rejects when a fault plan has the answer lost. */
	handle(request: Request): Promise<Response>;
	/** Answers the hosted pages below `/dev/stripe/`; null for any other path. */
	pages(request: Request): Promise<Response | null>;
	/** Both behind HTTP on 127.0.0.1, on a free port unless told; from then on time passes by itself. */
	listen(port?: number): Promise<{ url: string; close(): Promise<void> }>;
	/** Does what is due by the clock, and delivers what is due of the webhooks until none is. */
	settle(): Promise<void>;
	/** Whether endpoints are told of what happens from now on; a past that is made up is told to nobody. */
	setTelling(on: boolean): void;
	/** What goes wrong from now on; null for nothing. */
	setFaults(plan: FaultPlan | null): void;
	/** The last thousand requests to the API, oldest first. */
	requests(): readonly Logged[];
	/** The state behind one account (the platform's unless told), for tests and drills. */
	books(account?: string): Shop;
};

/**
 * Stripe without the internet: an emulator that the unmodified SDK speaks to over HTTP. It knows the rules that
 * README.md beside it lists and no others, and lets whoever reaches it pay with test cards: development and tests only.
 */
export function createStripeStandIn(options: StripeStandInOptions): StripeStandIn {
	const { dataDir, send = fetch, deliversItself = true } = options;
	const { world, journal } = openWorld(options);
	const courier = new Courier(world, send);
	let isTelling = true;
	world.told = (event) => (isTelling ? courier.take(event) : undefined);
	for (const facts of options.endpoints ?? [])
		ensureEndpoint(new Shop(world, world.platform, {}), facts);
	let faults: Faults | null = null;
	const late: (() => void)[] = [];
	const { catchUp, settle, passTime } = createTime(world, courier, journal, options);
	const api = new Api({
		...{ world, router: new Router(ROUTES), includes: INCLUDES, apiKey: STRIPE_STAND_IN_KEY },
		beforeAnswer: () => courier.sendEarly(),
	});
	// After the answer is on its way, so that a webhook seldom overtakes it.
	const afterwards = (): void => {
		if (deliversItself) setImmediate(passTime);
		else journal?.flush();
	};
	const showPage = createPages(world);
	const standIn: StripeStandIn = {
		async handle(request) {
			catchUp();
			const fault = faults?.ofRequest() ?? null;
			if (fault === 'error' || fault === 'limit' || fault === 'hang') return await fail(fault);
			const answer = await api.answer(request);
			afterwards();
			if (fault === 'lost') throw new Error('the answer got lost');
			if (fault === 'late') await new Promise<void>((go) => late.push(go));
			return answer;
		},
		async pages(request) {
			catchUp();
			const answer = await showPage(request);
			if (answer !== null && request.method === 'POST') afterwards();
			return answer;
		},
		listen: (port = 0) => listen(standIn, { world, passTime, ...options }, port),
		settle,
		setTelling(on) {
			isTelling = on;
		},
		setFaults(plan) {
			faults = courier.faults = plan === null ? null : new Faults(plan);
			if (plan === null) for (const go of late.splice(0)) go();
		},
		requests: () => api.log,
		books: (account = world.platform) => new Shop(world, account, {}),
	};
	if (dataDir !== undefined) catchUp();
	return standIn;
}

/** How what is due comes to happen, and webhooks to leave. */
function createTime(
	world: World,
	courier: Courier,
	journal: Journal | null,
	{ clock, report = rethrow }: StripeStandInOptions,
) {
	const catchUp = (): void => {
		runDue(world, REAL, Math.floor(clock.now().getTime() / 1000));
		journal?.flush();
	};
	const settle = async (): Promise<void> => {
		catchUp();
		await courier.pump();
		journal?.flush();
	};
	return { catchUp, settle, passTime: () => void settle().catch(report) };
}

function openWorld(options: StripeStandInOptions): { world: World; journal: Journal | null } {
	const store = new Store();
	const timers = new Timers(store);
	const journal = options.dataDir === undefined ? null : new Journal(options.dataDir, store);
	journal?.open();
	timers.restore();
	const settings = { retryDays: [3, 5, 7], afterRetries: 'canceled' as const, ...options.settings };
	const world: World = {
		...{ clock: options.clock, store, timers, ids: new Ids(), platform: PLATFORM, settings },
		tasks: TASKS,
		pagesUrl: options.publicUrl ?? 'http://127.0.0.1',
		told: () => undefined,
	};
	return { world, journal };
}

function rethrow(error: unknown): never {
	throw error;
}

type Listening = { world: World; passTime: () => void; publicUrl?: string };

async function listen(
	standIn: StripeStandIn,
	{ world, passTime, publicUrl }: Listening,
	port: number,
) {
	const server = await serveOnLoopback(
		async (request) => (await standIn.pages(request)) ?? (await standIn.handle(request)),
		port,
	);
	world.pagesUrl = publicUrl ?? server.url;
	const ticking = setInterval(passTime, TICK_MS);
	ticking.unref();
	return {
		url: server.url,
		close: () => {
			clearInterval(ticking);
			return server.close();
		},
	};
}

/** What comes of a request that is never let in. */
async function fail(fault: Exclude<ApiFault, 'late' | 'lost'>): Promise<Response> {
	if (fault === 'hang') return await new Promise<never>(() => undefined);
	const isLimit = fault === 'limit';
	const type = isLimit ? 'invalid_request_error' : 'api_error';
	const message = isLimit ? 'Too many requests.' : 'Something went wrong on our end.';
	const headers = { 'stripe-should-retry': 'true' };
	return Response.json({ error: { type, message } }, { status: isLimit ? 429 : 500, headers });
}
