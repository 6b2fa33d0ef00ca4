export type {
	BlobFacts,
	BlobStore,
	ByteRange,
	ListOptions,
	PutOptions,
	StoredBlob,
} from './blob-store.ts';
export { createDiskStore } from './disk-store.ts';
export { createS3Store, roleCredentials, type S3Settings } from './s3/index.ts';
