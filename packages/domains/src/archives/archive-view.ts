import { LoadReport, type ArchiveView, ARCHIVE_STATES } from './archives.schema.ts';
import type { archiveById } from './archives.queries.ts';
import * as z from 'zod';

export type ArchiveRow = NonNullable<
	Awaited<ReturnType<ReturnType<typeof archiveById>['executeTakeFirst']>>
>;

/** An archive as it is shown. */
export function viewOf(row: ArchiveRow): ArchiveView {
	const { id, name, askedAt, finishedAt, expiresAt, progress, sha256, communityId, failure } = row;
	return {
		...{ id, name, askedAt, finishedAt, expiresAt, progress, sha256, communityId, failure },
		kind: row.kind === 'import' ? 'import' : 'export',
		state: z.enum(ARCHIVE_STATES).parse(row.state),
		askedBy: row.askerName || row.askerEmail,
		bytes: Number(row.bytes),
		received: Number(row.received),
		details: z.record(z.string(), z.unknown()).parse(row.details),
		report: row.report === null ? null : LoadReport.parse(row.report),
	};
}
