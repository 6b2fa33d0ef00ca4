import type { Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { createResendStandIn } from '@kith/integrations/resend';
import { systemClock } from '@kith/kernel/clock';
import type { Config } from '@kith/kernel/config';
import { loadAppSources, loadBuiltApp } from './apps.ts';
import { createHttpServer, serve, type SideDoor } from './http-server.ts';
import { LiveHub } from './live-hub.ts';
import { createInstallation, type Installation } from './services.ts';
import { healthDoor, mailDoor, tlsDoor } from './side-doors.ts';
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
	if (role === 'worker') serveDoorsOnly(server, doors);
	else await serveEverything(server, installation, live, doors, options);
	await listen(server, config);
	const stopWorker = role === 'web' ? async () => {} : await startWorker(installation, config);
	return {
		installation,
		async stop() {
			isStopping = true;
			live.close();
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
	{ config, fromSources }: Options,
): Promise<void> {
	const { services } = installation;
	doors.push(tlsDoor(services));
	if (!config.RESEND_API_KEY && config.KITH_ENV === 'development') {
		const standIn = createResendStandIn({
			dataDir: join(config.DATA_DIR, 'mail'),
			clock: systemClock,
			basePath: '/dev/resend',
		});
		doors.push(mailDoor(standIn, new URL(config.PLATFORM_ORIGIN).hostname));
	}
	const load = fromSources
		? (name: 'studio' | 'community') => loadAppSources(name, server)
		: loadBuiltApp;
	const [studio, community] = await Promise.all([load('studio'), load('community')]);
	const trustProxy = config.TRUST_PROXY;
	serve(server, { services, live, trustProxy, sideDoors: doors, apps: { studio, community } });
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
