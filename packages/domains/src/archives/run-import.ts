import { Readable } from 'node:stream';
import * as z from 'zod';
import { isUniqueViolation } from '@kith/db/pg-errors';
import { AppError, NotFoundError } from '@kith/kernel/errors';
import { newCommunityId } from '@kith/kernel/ids';
import { communityRow } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { askToDress, deleteBelow } from '../media/index.ts';
import { askToReadFiles } from '../texts/index.ts';
import { archiveById, moveArchive } from './archives.queries.ts';
import { importPartKey, importPrefix } from './archive-keys.ts';
import type { ArchiveRow } from './archive-view.ts';
import type { LoadReport } from './archives.schema.ts';
import { loadArchive } from './load-archive.ts';
import { paced } from './paced.ts';

const Wanted = z.object({ name: z.string(), slug: z.string() });

/** Reads an archive to its end and says what would come of it; nothing is kept. */
export async function checkArchive(services: Services, archiveId: string): Promise<void> {
	const { platform: db } = services;
	const archive = await archiveById(db, archiveId).executeTakeFirst();
	if (!archive || !['waiting', 'checking'].includes(archive.state)) return;
	await moveArchive(db, archiveId, ['waiting'], { state: 'checking', progress: 0 }).execute();
	await orFail(services, archive, 'checking', async () => {
		const report = await read(services, archive, { id: newCommunityId(), as: null });
		const checked = { state: 'checked', progress: 1, report: JSON.stringify(report) };
		await moveArchive(db, archiveId, ['checking'], checked).execute();
	});
}

/** Makes the community; run again after an interruption it begins anew, or finds that all is done. */
export async function runImport(services: Services, archiveId: string): Promise<void> {
	const { platform: db, clock } = services;
	const archive = await archiveById(db, archiveId).executeTakeFirst();
	if (archive?.state !== 'running' || archive.kind !== 'import' || !archive.communityId) return;
	const { communityId } = archive;
	await orFail(services, archive, 'running', async () => {
		const isThere = await communityRow(db, communityId).executeTakeFirst();
		const as = Wanted.parse(archive.wanted);
		const report = isThere ? null : await read(services, archive, { id: communityId, as });
		await moveArchive(db, archiveId, ['running'], {
			...{ state: 'done', progress: 1, finishedAt: clock.now() },
			...(report && { report: JSON.stringify(report) }),
		}).execute();
		// What pictures are drawn with before they are there is made of them, and did not come along; nor did files' words.
		await askToDress(db, communityId, clock.now());
		await askToReadFiles(db, { communityId }, clock.now());
		await deleteBelow(services.blobs, importPrefix(archiveId));
		services.directory.drop(communityId);
		await services.bus.publish({ topic: 'directory.changed', communityId, data: {} });
	});
}

type Target = { id: string; as: { name: string; slug: string } | null };

async function read(
	services: Services,
	archive: ArchiveRow,
	{ id, as }: Target,
): Promise<LoadReport> {
	const { organizationId, askedBy, askerEmail, askerName } = archive;
	if (!askedBy || !askerEmail) throw new NotFoundError('archives.not_found');
	const save = paced((progress) =>
		moveArchive(services.platform, archive.id, ['checking', 'running'], { progress }).execute(),
	);
	const report = await loadArchive({
		...{ services, organizationId, as, communityId: id, body: bytesOf(services, archive) },
		importer: { staffId: askedBy, email: askerEmail, name: askerName ?? '' },
		onRead: (bytes) => save(bytes / Math.max(1, Number(archive.bytes))),
	});
	await save.done();
	return report;
}

/** A failure is told where the archive is listed: trying the same bytes again would not help. */
async function orFail(
	{ platform, clock, logger }: Services,
	{ id }: ArchiveRow,
	state: string,
	work: () => Promise<void>,
): Promise<void> {
	try {
		await work();
	} catch (error) {
		const known = error instanceof AppError ? error : null;
		if (!known) logger.error({ archiveId: id, error: String(error) }, 'an import failed');
		const isTaken = isUniqueViolation(error, 'communities_slug_key');
		const failure = known?.code ?? (isTaken ? 'slug.taken' : 'archives.interrupted');
		await moveArchive(platform, id, [state], {
			...{ state: 'failed', failure, details: JSON.stringify(known?.details ?? {}) },
			finishedAt: clock.now(),
		}).execute();
	}
}

/** The parts one after the other: at no time is a whole archive in memory. */
function bytesOf({ blobs }: Services, { id, parts }: ArchiveRow): ReadableStream<Uint8Array> {
	const chunks = (async function* () {
		for (const part of parts) {
			const blob = await blobs.get(importPartKey(id, part));
			if (!blob) throw new NotFoundError('archives.not_found');
			yield* blob.body;
		}
	})();
	return Readable.toWeb(Readable.from(chunks, { objectMode: false })) as ReadableStream<Uint8Array>;
}
