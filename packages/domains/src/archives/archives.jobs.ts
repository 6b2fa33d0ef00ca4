import * as z from 'zod';
import type { Job } from '../domain.ts';
import { ArchiveRef } from './archives.schema.ts';
import { dropClosed, dropOverdue } from './erase-community.ts';
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

const Closed = z.object({ closedId: z.string() });
const drop: Job = {
	run: (services, payload) => dropClosed(services, Closed.parse(payload).closedId),
};
const dropLate: Job = { cron: '43 * * * *', run: (services) => dropOverdue(services) };

export const archivesJobs = {
	'check-archive': check,
	'drop-community': drop,
	'drop-overdue-communities': dropLate,
	'load-archive': load,
	'sweep-archives': sweep,
	'write-archive': write,
} as const;
