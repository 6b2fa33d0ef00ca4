import type { Server } from 'node:http';
import { once } from 'node:events';
import type { PastPayments } from '@kith/domains/demo';
import type { Config } from '@kith/kernel/config';
import { createLogger } from '@kith/kernel/logger';
import { loadAppSources, loadBuiltApp } from './apps.ts';
import { createHttpServer, serve, type SideDoor } from './http-server.ts';
import { localMail } from './local-mail.ts';
import { LiveHub } from './live-hub.ts';
import { startLocalStripe, type LocalStripe } from './local-stripe.ts';
import { createInstallation, type Installation } from './services.ts';
import { healthDoor, mailDoor, stripeDoor, tlsDoor } from './side-doors.ts';
import { webhookReaders } from './webhook-readers.ts';
import { startWorker } from './worker.ts';

export const ROLES = ['web', 'worker', 'all'] as const;
export type Role = (typeof ROLES)[number];

export type Running = {
	installation: Installation;
	/** Where payments are played, and can be led through a past. */
	past: PastPayments | null;
	stop(): Promise<void>;
};

type Options = {
	config: Config;
	ownerUrl: string;
	secret: string;
	role: Role;
	/** Serve the apps from their sources with hot reload. */
	fromSources?: boolean;
};

/** Runs one process of the installation in its role, on a prepared database. */
export async function runProcess(options: Options): Promise<Running> {
	const { config, role } = options;
	const stripe = role === 'worker' ? null : await localStripe(options);
	const installation = await createInstallation(options);
	const server = createHttpServer();
	let isStopping = false;
	const doors: SideDoor[] = [healthDoor(installation.owner, () => isStopping)];
	const live = new LiveHub(installation.services.bus);
	let stopTelling = () => {};
	if (role === 'worker') serveDoorsOnly(server, doors);
	else
		stopTelling = await serveEverything(server, installation, { ...options, live, doors, stripe });
	await listen(server, config);
	const stopWorker = role === 'web' ? async () => {} : await startWorker(installation, config);
	return {
		installation,
		past: stripe?.past ?? null,
		async stop() {
			isStopping = true;
			live.close();
			stopTelling();
			const closed = once(server, 'close');
			server.close();
			server.closeIdleConnections();
			setTimeout(() => server.closeAllConnections(), 5000).unref();
			await Promise.all([closed, stopWorker()]);
			await stripe?.close();
			await installation.close();
		},
	};
}

function localStripe({ config, secret }: Options): Promise<LocalStripe | null> {
	const logger = createLogger(config.LOG_LEVEL);
	const report = (error: unknown) => logger.error({ error }, 'the local Stripe failed');
	return startLocalStripe(config, { secret, report });
}

type Serving = Options & { live: LiveHub; doors: SideDoor[]; stripe: LocalStripe | null };

async function serveEverything(
	server: Server,
	{ services }: Installation,
	{ config, secret, fromSources, live, doors, stripe }: Serving,
): Promise<() => void> {
	doors.push(tlsDoor(services));
	const host = new URL(config.PLATFORM_ORIGIN).hostname;
	const local = localMail(config, secret);
	if (local) doors.push(mailDoor(local.standIn, host));
	if (stripe) doors.push(stripeDoor(stripe.standIn, host));
	const load = fromSources
		? (name: 'studio' | 'community') => loadAppSources(name, server)
		: loadBuiltApp;
	const [studio, community] = await Promise.all([load('studio'), load('community')]);
	const trustProxy = config.TRUST_PROXY;
	const webhooks = webhookReaders({
		mail: [...listed(config.RESEND_WEBHOOK_SECRET), ...(local?.secrets ?? [])],
		stripe: stripe ? [stripe.secrets.stripe] : listed(config.STRIPE_WEBHOOK_SECRET),
		stripeConnect: stripe
			? [stripe.secrets.stripeConnect]
			: listed(config.STRIPE_CONNECT_WEBHOOK_SECRET),
		takesRealMoney: services.takesRealMoney,
	});
	const apps = { studio, community };
	serve(server, { services, live, trustProxy, sideDoors: doors, apps, webhooks });
	return local?.standIn.start() ?? (() => {});
}

const listed = (secrets: string | undefined): string[] => secrets?.split(',') ?? [];

function serveDoorsOnly(server: Server, doors: readonly SideDoor[]): void {
	server.on('request', (request, response) => {
		void (async () => {
			const url = new URL(request.url ?? '/', 'http://localhost');
			for (const door of doors) if (await door(request, response, url)) return;
			response.writeHead(404).end();
		})();
	});
}

async function listen(server: Server, { PORT, BIND_ADDRESS }: Config): Promise<void> {
	server.listen(PORT, BIND_ADDRESS);
	await new Promise<void>((resolve, reject) => {
		server.once('listening', resolve);
		server.once('error', (error: NodeJS.ErrnoException) =>
			reject(
				error.code === 'EADDRINUSE'
					? new Error(`Port ${PORT} is taken. Choose another: npm start -- --port ${PORT + 1}`)
					: error,
			),
		);
	});
}
