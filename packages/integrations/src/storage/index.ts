export type { BlobFacts, BlobStore, ListOptions, PutOptions, StoredBlob } from './blob-store.ts';
export { createDiskStore } from './disk-store.ts';
