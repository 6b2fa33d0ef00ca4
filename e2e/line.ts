import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Line = {
	/** What a browser is given as its proxy. */
	server: string;
	/** Ends every connection, and lets no new one through until `mend`. */
	cut(): void;
	mend(): void;
	close(): Promise<void>;
};

/** The line between one browser and the installation, as an HTTP proxy that can be cut: pulling the plug, not "offline". */
export async function openLine(): Promise<Line> {
	let isCut = false;
	const proxy = createServer((incoming, response) => forward(incoming, response));
	proxy.on('connection', (socket) => isCut && socket.destroy());
	proxy.listen(0, '127.0.0.1');
	await new Promise((resolve) => proxy.once('listening', resolve));
	const { port } = proxy.address() as AddressInfo;
	return {
		server: `http://127.0.0.1:${port}`,
		cut() {
			isCut = true;
			proxy.closeAllConnections();
		},
		mend() {
			isCut = false;
		},
		async close() {
			proxy.closeAllConnections();
			await new Promise((resolve) => proxy.close(resolve));
		},
	};
}

function forward(incoming: IncomingMessage, response: ServerResponse): void {
	const { port, pathname, search } = new URL(incoming.url ?? '');
	const { method, headers } = incoming;
	// Names below localhost are resolved by browsers only.
	const target = { host: '127.0.0.1', port, path: pathname + search, method, headers };
	const outgoing = request(target, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	});
	outgoing.on('error', () => response.destroy());
	response.on('close', () => outgoing.destroy());
	incoming.pipe(outgoing);
}
