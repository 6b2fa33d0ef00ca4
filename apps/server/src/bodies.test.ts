import { once } from 'node:events';
import { createServer, request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFailure, answerText } from './answers.ts';
import { readBody } from './bodies.ts';

const server = createServer((request, response) => {
	readBody(request, 1000, { idleMs: 150 })
		.then((bytes) => answerText(response, 200, String(bytes.byteLength)))
		.catch((error: unknown) => answerFailure(response, error));
});
beforeAll(async () => {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterAll(() => server.close());

/** What the server says to a body that comes in pieces, `pauseMs` apart, and ends only if asked to. */
async function answerTo(
	pieces: readonly string[],
	{ length = 10, pauseMs = 60, ends = true } = {},
) {
	const { port } = server.address() as AddressInfo;
	const started = performance.now();
	const outgoing = send({ port, method: 'PATCH', headers: { 'content-length': length } });
	outgoing.on('error', () => undefined);
	outgoing.flushHeaders();
	void (async () => {
		for (const piece of pieces) {
			await new Promise((resolve) => setTimeout(resolve, pauseMs));
			outgoing.write(piece);
		}
		if (ends) outgoing.end();
	})();
	const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
	const text = (await response.toArray()).join('');
	const { statusCode, headers } = response;
	return { statusCode, text, headers, tookMs: performance.now() - started };
}

test('a body that is declared and never sent is answered soon, and its connection closed', async () => {
	const { statusCode, text, headers, tookMs } = await answerTo([], { ends: false });
	expect([statusCode, JSON.parse(text)]).toEqual([408, { code: 'uploads.stalled', details: {} }]);
	expect(headers.connection).toBe('close');
	expect(tookMs).toBeLessThan(10_000);
});

test('one that stops in the middle is, too', async () => {
	const { statusCode, text } = await answerTo(['01234'], { ends: false });
	expect([statusCode, text]).toEqual([408, '{"code":"uploads.stalled","details":{}}']);
});

test('one that is slow, but never stops, is waited for', async () => {
	const pieces = Array.from({ length: 5 }, () => '01');
	const { statusCode, text, tookMs } = await answerTo(pieces);
	expect([statusCode, text]).toEqual([200, '10']);
	expect(tookMs).toBeGreaterThan(150);
});

test('one that is too long is refused before it is read', async () => {
	const { statusCode, text } = await answerTo([], { length: 5000, ends: false });
	expect([statusCode, JSON.parse(text)]).toMatchObject([429, { code: 'uploads.too_large' }]);
});
