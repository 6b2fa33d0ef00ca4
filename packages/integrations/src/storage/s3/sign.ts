import { createHash, createHmac, type BinaryLike } from 'node:crypto';

export type Credentials = {
	accessKeyId: string;
	secretAccessKey: string;
	/** Only temporary keys have one. */
	sessionToken?: string;
};
export type Signing = { credentials: Credentials; region: string; now: Date };
type Unsigned = {
	method: string;
	url: URL;
	headers?: Readonly<Record<string, string>>;
	body?: Uint8Array;
};

const EMPTY = new Uint8Array();
const ALGORITHM = 'AWS4-HMAC-SHA256';

/** The headers that prove a request to S3 by Signature Version 4: all of `headers`, and the body, are signed. */
export function signedHeaders(
	{ method, url, headers = {}, body = EMPTY }: Unsigned,
	{ credentials, region, now }: Signing,
): Record<string, string> {
	const time = stamp(now);
	const payload = sha256(body);
	const token = credentials.sessionToken;
	const all: Record<string, string> = {
		...headers,
		'x-amz-content-sha256': payload,
		'x-amz-date': time,
		...(token === undefined ? {} : { 'x-amz-security-token': token }),
	};
	const signed = Object.entries({ ...all, host: url.host })
		.map(([name, value]) => [name.toLowerCase(), value.trim().replace(/ +/g, ' ')] as const)
		.toSorted(([a], [b]) => (a < b ? -1 : 1));
	const names = signed.map(([name]) => name).join(';');
	const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('');
	const request = [method, url.pathname, canonicalQuery(url), lines, names, payload].join('\n');
	const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
	const text = [ALGORITHM, time, scope, sha256(request)].join('\n');
	const signature = createHmac('sha256', signingKey(credentials, region, time))
		.update(text)
		.digest('hex');
	return {
		...all,
		authorization: `${ALGORITHM} Credential=${credentials.accessKeyId}/${scope},SignedHeaders=${names},Signature=${signature}`,
	};
}

function signingKey({ secretAccessKey }: Credentials, region: string, time: string): BinaryLike {
	const steps = [time.slice(0, 8), region, 's3', 'aws4_request'];
	return steps.reduce<BinaryLike>(
		(key, step) => createHmac('sha256', key).update(step).digest(),
		`AWS4${secretAccessKey}`,
	);
}

const canonicalQuery = (url: URL): string =>
	[...url.searchParams]
		.map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
		.toSorted((a, b) => (a < b ? -1 : 1))
		.join('&');

// What encodeURIComponent leaves alone and the signature does not.
const encoded = (text: string): string =>
	encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);

const stamp = (now: Date): string => now.toISOString().replace(/[-:]|\.\d+/g, '');

const sha256 = (data: BinaryLike): string => createHash('sha256').update(data).digest('hex');
