import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { interceptLocalhostDns, startFauxqs, type FauxqsServer } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeContract } from '../store.contract.ts';
import { roleCredentials } from './credentials.ts';
import { createS3Store } from './s3-store.ts';

let server: FauxqsServer;
let made = 0;
beforeAll(async () => {
	server = await startFauxqs({ port: 0, logger: false });
});
afterAll(() => server.stop());

const KEYS = { accessKeyId: 'test', secretAccessKey: 'test' };
const settings = (bucket: string, pathStyle = true) => ({
	endpoint: `http://localhost:${server.port}`,
	region: 'us-east-1',
	bucket,
	credentials: async () => KEYS,
	pathStyle,
});
async function freshBucket(): Promise<string> {
	const bucket = `store-${(made += 1)}`;
	await fetch(`http://localhost:${server.port}/${bucket}`, { method: 'PUT' });
	return bucket;
}

describe('S3 store', () => {
	storeContract(async () => createS3Store(settings(await freshBucket())));

	test('the bucket may stand in the host name', async () => {
		const stopResolving = interceptLocalhostDns();
		const bucket = await freshBucket();
		const png = { contentType: 'image/png' };
		await createS3Store(settings(bucket, false)).put('c1/a', Buffer.from('x'), png);
		expect(await createS3Store(settings(bucket)).head('c1/a')).toEqual({ ...png, size: 1 });
		stopResolving();
	});

	test('a bucket that refuses is not an empty one', async () => {
		const { front, origin, asked } = await answering(403, '<Code>SignatureDoesNotMatch</Code>');
		const store = createS3Store({ ...settings('b'), endpoint: origin });
		const away = { code: 'storage.unavailable' };
		await expect(store.get('c1/a')).rejects.toMatchObject(away);
		await expect(store.list('c1/', { limit: 1 })).rejects.toMatchObject(away);
		expect(asked()).toBe(2);
		front.close();
	});

	test('a busy server is asked three times', async () => {
		const { front, origin, asked } = await answering(503, '<Code>SlowDown</Code>');
		const store = createS3Store({ ...settings('b'), endpoint: origin });
		await expect(store.delete('c1/a')).rejects.toMatchObject({ code: 'storage.unavailable' });
		expect(asked()).toBe(3);
		front.close();
	});

	test('a role’s keys are asked for once while they last', async () => {
		const answer = (minutes: number) =>
			JSON.stringify({
				...{ AccessKeyId: 'A', SecretAccessKey: 'B', Token: 'C' },
				Expiration: new Date(Date.now() + minutes * 60_000).toISOString(),
			});
		for (const [minutes, times] of [
			[60, 1],
			[4, 2],
		] as const) {
			const { front, origin, asked } = await answering(200, answer(minutes));
			const source = roleCredentials(origin);
			await source();
			expect(await source()).toEqual({
				...{ accessKeyId: 'A', secretAccessKey: 'B', sessionToken: 'C' },
			});
			expect(asked()).toBe(times);
			front.close();
		}
	});
});

async function answering(status: number, body: string) {
	let count = 0;
	const front: Server = createServer((_, response) => {
		count += 1;
		response.writeHead(status).end(body);
	});
	await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
	const { port } = front.address() as AddressInfo;
	return { front, origin: `http://127.0.0.1:${port}`, asked: () => count };
}
