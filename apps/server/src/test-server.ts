import { once } from 'node:events';
import { request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Services } from '@kith/domains/context';
import type { App } from './apps.ts';
import type { Limits } from './fair-share.ts';
import { createHttpServer, serve } from './http-server.ts';
import { LiveHub } from './live-hub.ts';
import { tlsDoor } from './side-doors.ts';
import type { WebhookReaders } from './webhooks-http.ts';

export type Answer = { status: number; headers: IncomingMessage['headers']; body: string };

type Options = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array };

/** A page that names the app and nothing else: these tests are about what happens before an app is reached. */
const page = (name: string): App => ({
	isAsset: () => false,
	handle: (_request, response) => response.end(`the ${name} app`),
});

/** The product's HTTP server over a test installation, on a free port. */
export async function startTestServer({
	services,
	webhooks = new Map(),
	limits,
	trustProxy = false,
}: {
	services: Services;
	webhooks?: WebhookReaders;
	limits?: Limits;
	trustProxy?: boolean;
}) {
	const server = createHttpServer();
	const live = new LiveHub(services.bus);
	const apps = { studio: page('studio'), community: page('community') };
	const sideDoors = [tlsDoor(services)];
	serve(server, {
		services,
		live,
		apps,
		trustProxy,
		sideDoors,
		webhooks,
		...(limits && { limits }),
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;

	async function close() {
		live.close();
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	}

	return { ...serverAt(port), port, live, close };
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

/** How a server of this machine is asked, whichever process it is in. */
export function serverAt(port: number) {
	/** Sends a request as it is written: any host, any target. */
	function ask(host: string, path: string, options: Options = {}): Promise<Answer> {
		return new Promise((resolve, reject) => {
			const { method = 'GET', headers = {}, body } = options;
			const outgoing = send(
				{ host: '127.0.0.1', port, method, path, headers: { ...headers, host }, setHost: false },
				(response) => {
					let text = '';
					response.on('data', (chunk: Buffer) => (text += chunk.toString()));
					response.on('end', () =>
						resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
					);
				},
			);
			outgoing.on('error', reject);
			outgoing.end(body);
		});
	}

	/** Opens the live stream of a host; `lines` grows as events arrive. */
	async function listen(host: string, headers: Record<string, string> = {}) {
		const outgoing = send({
			...{ host: '127.0.0.1', port, path: '/api/live', setHost: false },
			headers: { ...headers, host },
		});
		outgoing.end();
		const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
		const stream = { text: '', isOpen: true, close: () => outgoing.destroy() };
		response.on('data', (chunk: Buffer) => (stream.text += chunk.toString()));
		response.on('close', () => (stream.isOpen = false));
		outgoing.on('error', () => {});
		return stream;
	}

	return { ask, listen };
}
