export { roleCredentials, type CredentialSource } from './credentials.ts';
export type { S3Settings } from './s3-client.ts';
export { createS3Store } from './s3-store.ts';
