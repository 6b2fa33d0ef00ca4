import { createHash } from 'node:crypto';
import { AppError } from '@kith/kernel/errors';
import { addSeconds } from '@kith/kernel/clock';
import { requestJob } from '@kith/db/jobs';
import type { Services } from '../context.ts';
import { communityRow } from '../communities/index.ts';
import { archiveById, moveArchive } from './archives.queries.ts';
import { exportKey } from './archive-keys.ts';
import { KEPT_DAYS } from './archives.schema.ts';
import { paced } from './paced.ts';
import { schemaVersionOf } from './rows.queries.ts';
import { writeArchive, type ArchivedCommunity } from './write-archive.ts';

/** Writes an archive that was asked for, and mails whoever asked; begun anew when it was interrupted. */
export async function runExport(services: Services, archiveId: string): Promise<void> {
	const { platform: db, clock } = services;
	const archive = await archiveById(db, archiveId).executeTakeFirst();
	if (!archive?.communityId || !['waiting', 'running'].includes(archive.state)) return;
	const { communityId } = archive;
	await moveArchive(db, archiveId, ['waiting'], { state: 'running', progress: 0 }).execute();
	try {
		const { bytes, sha256 } = await writeOut(services, communityId, archiveId);
		const now = clock.now();
		await db.transaction().execute(async (tx) => {
			const done = { state: 'done', progress: 1, bytes, sha256, finishedAt: now };
			const expiresAt = addSeconds(now, KEPT_DAYS * 86_400);
			await moveArchive(tx, archiveId, ['running'], { ...done, expiresAt }).execute();
			await requestJob(tx, 'mail-archive-ready', { archiveId }, { now });
		});
	} catch (error) {
		services.logger.error({ archiveId, error: String(error) }, 'an export failed');
		const failure = error instanceof AppError ? error.code : 'archives.interrupted';
		const failed = { state: 'failed', failure, finishedAt: clock.now() };
		await moveArchive(db, archiveId, ['running'], failed).execute();
	}
}

async function writeOut(services: Services, communityId: string, archiveId: string) {
	const save = paced((progress: number) =>
		moveArchive(services.platform, archiveId, ['running'], { progress }).execute(),
	);
	let bytes = 0;
	const sum = createHash('sha256');
	const counted = new TransformStream<Uint8Array, Uint8Array>({
		transform(chunk, controller) {
			bytes += chunk.byteLength;
			sum.update(chunk);
			controller.enqueue(chunk);
		},
	});
	await services.asOwner(async (client) => {
		const community = await archivedCommunity(services, communityId);
		const { blobs } = services;
		const at = services.clock.now();
		const { body, done } = writeArchive({ client, blobs, community, at, onProgress: save });
		const key = exportKey(communityId, archiveId);
		await blobs.put(key, body.pipeThrough(counted), { contentType: 'application/gzip' });
		await done;
	});
	await save.done();
	return { bytes, sha256: sum.digest('hex') };
}

/** What an archive says of the community it is made of. */
export async function archivedCommunity(
	{ platform }: Pick<Services, 'platform'>,
	communityId: string,
): Promise<ArchivedCommunity> {
	const { id, slug, name, locale, template } = await communityRow(
		platform,
		communityId,
	).executeTakeFirstOrThrow();
	const { version } = await schemaVersionOf(platform, communityId).executeTakeFirstOrThrow();
	return { id, slug, name, locale, template, schemaVersion: version };
}
