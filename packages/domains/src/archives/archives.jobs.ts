import type { Job } from '../domain.ts';
import { ArchiveRef } from './archives.schema.ts';
import { runExport } from './run-export.ts';
import { checkArchive, runImport } from './run-import.ts';
import { sweepArchives } from './sweep-archives.ts';

const write: Job = {
	run: (services, payload) => runExport(services, ArchiveRef.parse(payload).archiveId),
};
const check: Job = {
	run: (services, payload) => checkArchive(services, ArchiveRef.parse(payload).archiveId),
};
const load: Job = {
	run: (services, payload) => runImport(services, ArchiveRef.parse(payload).archiveId),
};
const sweep: Job = { cron: '37 * * * *', run: (services) => sweepArchives(services) };

export const archivesJobs = {
	'check-archive': check,
	'load-archive': load,
	'sweep-archives': sweep,
	'write-archive': write,
} as const;
