import type { Server } from 'node:http';
import { once } from 'node:events';
import type { Config } from '@kith/kernel/config';
import { loadAppSources, loadBuiltApp } from './apps.ts';
import { createHttpServer, serve, type SideDoor } from './http-server.ts';
import { localMail } from './local-mail.ts';
import { LiveHub } from './live-hub.ts';
import { createInstallation, type Installation } from './services.ts';
import { healthDoor, mailDoor, tlsDoor } from './side-doors.ts';
import { webhookReaders } from './webhook-readers.ts';
import { startWorker } from './worker.ts';

export const ROLES = ['web', 'worker', 'all'] as const;
export type Role = (typeof ROLES)[number];

export type Running = { installation: Installation; stop(): Promise<void> };

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
	const installation = await createInstallation(options);
	const server = createHttpServer();
	let isStopping = false;
	const doors: SideDoor[] = [healthDoor(installation.owner, () => isStopping)];
	const live = new LiveHub(installation.services.bus);
	let stopTelling = () => {};
	if (role === 'worker') serveDoorsOnly(server, doors);
	else stopTelling = await serveEverything(server, installation, live, doors, options);
	await listen(server, config);
	const stopWorker = role === 'web' ? async () => {} : await startWorker(installation, config);
	return {
		installation,
		async stop() {
			isStopping = true;
			live.close();
			stopTelling();
			const closed = once(server, 'close');
			server.close();
			server.closeIdleConnections();
			setTimeout(() => server.closeAllConnections(), 5000).unref();
			await Promise.all([closed, stopWorker()]);
			await installation.close();
		},
	};
}

async function serveEverything(
	server: Server,
	installation: Installation,
	live: LiveHub,
	doors: SideDoor[],
	{ config, secret, fromSources }: Options,
): Promise<() => void> {
	const { services } = installation;
	doors.push(tlsDoor(services));
	const local = localMail(config, secret);
	if (local) doors.push(mailDoor(local.standIn, new URL(config.PLATFORM_ORIGIN).hostname));
	const load = fromSources
		? (name: 'studio' | 'community') => loadAppSources(name, server)
		: loadBuiltApp;
	const [studio, community] = await Promise.all([load('studio'), load('community')]);
	const trustProxy = config.TRUST_PROXY;
	const mail = [...(config.RESEND_WEBHOOK_SECRET?.split(',') ?? []), ...(local?.secrets ?? [])];
	const webhooks = webhookReaders({ mail });
	const apps = { studio, community };
	serve(server, { services, live, trustProxy, sideDoors: doors, apps, webhooks });
	return local?.standIn.start() ?? (() => {});
}

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
