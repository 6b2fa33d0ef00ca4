import type { Domain } from '../domain.ts';
import { auditConsumers } from './audit.consumers.ts';
import { auditPermissions, auditPolicy } from './audit.policy.ts';
import { auditRouter } from './audit.router.ts';

export { beginningOf, digestOf, hashOf } from './chain.ts';
export { chained, draftsOf, type EntryRow } from './chain-entries.ts';
export { checkWhole, type StoredEntry } from './check-chain.ts';
export { checkLog } from './check-log.ts';
export { Head, HEAD_KEY, headBehind } from './head.ts';
export { entriesAbout, entriesOn } from './list-entries.ts';
export { noteOfFile, takenOf } from './note-file.ts';
export { writeEntries } from './write-entries.ts';

export const audit = {
	router: auditRouter,
	policy: auditPolicy,
	permissions: auditPermissions,
	consumers: auditConsumers,
} as const satisfies Domain;
