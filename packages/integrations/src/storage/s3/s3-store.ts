import { InvalidError } from '@kith/kernel/errors';
import {
	checkContentType,
	checkKey,
	checkLimit,
	checkPrefix,
	type BlobFacts,
	type BlobStore,
} from '../blob-store.ts';
import { createS3Client, type S3Settings } from './s3-client.ts';
import { textIn, upload } from './upload.ts';

/** Blobs as objects of a bucket that exists already; keys are the objects' names. */
export function createS3Store(settings: S3Settings): BlobStore {
	const s3 = createS3Client(settings);
	return {
		async put(key, body, options) {
			checkKey(key);
			checkContentType(options.contentType);
			await upload(s3, key, body, options);
		},
		async get(key, range) {
			checkKey(key);
			const headers = range && { range: `bytes=${range.start}-${range.end}` };
			const response = await s3({ method: 'GET', key, ...(headers && { headers }) });
			if (response.status === 416) throw new InvalidError('storage.bad_range');
			if (!response.ok || !response.body) return await nothing(response);
			return { ...factsOf(response), body: response.body };
		},
		async head(key) {
			checkKey(key);
			const response = await s3({ method: 'HEAD', key });
			return response.ok ? factsOf(response) : null;
		},
		async delete(key) {
			checkKey(key);
			await nothing(await s3({ method: 'DELETE', key }));
		},
		async list(prefix, { limit, after }) {
			checkPrefix(prefix);
			checkLimit(limit);
			const query = {
				...{ 'list-type': '2', prefix, 'max-keys': String(limit) },
				...(after !== undefined && { 'start-after': after }),
			};
			return entriesIn(await (await s3({ method: 'GET', query })).text());
		},
	};
}

// An unread body would hold its connection.
async function nothing(response: Response): Promise<null> {
	await response.body?.cancel();
	return null;
}

function factsOf({ headers }: Response): BlobFacts {
	const whole = headers.get('content-range')?.split('/')[1] ?? headers.get('content-length');
	return { contentType: headers.get('content-type') ?? '', size: Number(whole) };
}

// Our keys hold nothing that XML would escape.
const entriesIn = (xml: string): { key: string; size: number }[] =>
	xml
		.split('<Contents>')
		.slice(1)
		.map((entry) => ({
			key: textIn(entry, 'Key'),
			size: Number(textIn(entry, 'Size')),
		}));
