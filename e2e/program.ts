import { request } from 'node:http';

type Asked = { method: string; headers?: Record<string, string>; body?: string };

/** Asks an address as a program does: with no browser, no cookie, and without looking its name up, which only browsers know. */
export function askAsProgram(
	address: string,
	{ method, headers = {}, body }: Asked,
): Promise<{ status: number; body: string }> {
	const { host, port, pathname, search } = new URL(address);
	return new Promise((resolve, reject) => {
		const outgoing = request(
			{ host: '127.0.0.1', port, method, path: pathname + search, headers: { ...headers, host } },
			(answer) => {
				let text = '';
				answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
				answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
			},
		);
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}
