import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

export type LoopbackServer = { url: string; close(): Promise<void> };

/** `handle` behind real HTTP on 127.0.0.1, on a free port unless told. When it rejects, the connection is cut. */
export async function serveOnLoopback(
	handle: (request: Request) => Promise<Response | null>,
	port = 0,
): Promise<LoopbackServer> {
	const server = createServer((incoming, outgoing) => {
		answer(handle, incoming, outgoing).catch(() => outgoing.destroy());
	});
	await new Promise<void>((ready, fail) => {
		server.once('error', fail);
		server.listen(port, '127.0.0.1', ready);
	});
	const address = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${address.port}`,
		close: () =>
			new Promise((closed) => {
				server.close(() => closed());
				server.closeAllConnections();
			}),
	};
}

async function answer(
	handle: (request: Request) => Promise<Response | null>,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): Promise<void> {
	const method = incoming.method ?? 'GET';
	const hasBody = method !== 'GET' && method !== 'HEAD';
	const request = new Request(`http://127.0.0.1${incoming.url ?? '/'}`, {
		method,
		headers: incoming.headers as Record<string, string>,
		...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' }),
	});
	const response = (await handle(request)) ?? new Response('nothing here', { status: 404 });
	outgoing.writeHead(response.status, Object.fromEntries(response.headers));
	outgoing.end(Buffer.from(await response.arrayBuffer()));
}
