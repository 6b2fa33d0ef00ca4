import { join } from 'node:path';
import {
	createDiskStore,
	createS3Store,
	roleCredentials,
	type BlobStore,
	type S3Settings,
} from '@kith/integrations/storage';
import type { Config } from '@kith/kernel/config';

/** Where a container's role gets its keys; fixed by the platform that sets the variable. */
const ROLE_KEYS = 'http://169.254.170.2';

/** Uploads in a bucket when one is set, else on the disk. */
export function createBlobStore(config: Config): BlobStore {
	const { S3_BUCKET: bucket, S3_REGION: region } = config;
	if (bucket === undefined) return createDiskStore(join(config.DATA_DIR, 'files'));
	return createS3Store({
		...{ bucket, region, pathStyle: config.S3_PATH_STYLE, credentials: credentialsOf(config) },
		endpoint: config.S3_ENDPOINT ?? `https://s3.${region}.amazonaws.com`,
	});
}

function credentialsOf(config: Config): S3Settings['credentials'] {
	const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config;
	if (accessKeyId && secretAccessKey) return async () => ({ accessKeyId, secretAccessKey });
	const path = config.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
	if (path) return roleCredentials(ROLE_KEYS + path);
	throw new Error(
		'These settings cannot be used:\n  S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: required with S3_BUCKET',
	);
}
