import { setTimeout as pause } from 'node:timers/promises';
import { systemClock, type Clock } from '@kith/kernel/clock';
import { UnavailableError } from '@kith/kernel/errors';
import type { CredentialSource } from './credentials.ts';
import { signedHeaders } from './sign.ts';

export type S3Settings = {
	/** Such as `https://s3.eu-central-1.amazonaws.com`. */
	endpoint: string;
	region: string;
	bucket: string;
	credentials: CredentialSource;
	/** The bucket in the path, as most servers of one's own want it, instead of in the host name. */
	pathStyle: boolean;
	clock?: Clock;
};
export type S3Request = {
	method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
	/** Empty for the bucket itself. */
	key?: string;
	query?: Readonly<Record<string, string>>;
	headers?: Readonly<Record<string, string>>;
	body?: Uint8Array<ArrayBuffer>;
};
export type S3Client = (request: S3Request) => Promise<Response>;

const TRIES = 3;

/** Sends signed requests; a server that is busy or away is asked three times, then `storage.unavailable` is thrown. */
export function createS3Client(settings: S3Settings): S3Client {
	return async (request) => {
		for (let attempt = 1; ; attempt += 1) {
			const response = await send(settings, request).catch((error: unknown) => {
				if (attempt < TRIES) return null;
				throw new UnavailableError('storage.unavailable', {}, { cause: error });
			});
			if (response && (response.status < 500 || attempt === TRIES)) return answered(response);
			await response?.body?.cancel();
			await pause(50 * 4 ** attempt);
		}
	};
}

async function answered(response: Response): Promise<Response> {
	if (response.ok || response.status === 404 || response.status === 416) return response;
	const [, reason = 'no reason'] = /<Code>([^<]*)/.exec(await response.text()) ?? [];
	throw new UnavailableError(
		'storage.unavailable',
		{},
		{ cause: new Error(`The bucket answered ${response.status}: ${reason}`) },
	);
}

async function send(
	settings: S3Settings,
	{ method, key = '', query = {}, headers = {}, body }: S3Request,
): Promise<Response> {
	const url = addressOf(settings, key);
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
	const credentials = await settings.credentials();
	const signing = {
		credentials,
		region: settings.region,
		now: (settings.clock ?? systemClock).now(),
	};
	const unsigned = { method, url, headers, ...(body && { body }) };
	return fetch(url, {
		...{ method, headers: signedHeaders(unsigned, signing), redirect: 'error' },
		...(body && { body }),
	});
}

function addressOf({ endpoint, bucket, pathStyle }: S3Settings, key: string): URL {
	const url = new URL(endpoint);
	if (!pathStyle) url.host = `${bucket}.${url.host}`;
	url.pathname = pathStyle ? `/${bucket}/${key}` : `/${key}`;
	return url;
}
