import { requestJob } from '@kith/db/jobs';
import type { PlatformDb } from '@kith/db/handles';
import type { Services } from '../context.ts';
import { everyCommunity } from '../media/index.ts';
import { askToReadFile } from './read-file.ts';
import { filesAfter } from './texts.queries.ts';

type Step = { communityId: string; after?: string | undefined };

const FIRST = '00000000-0000-0000-0000-000000000000';
/** So many files are looked at in one step. */
const STEP = 500;

/** Asks for the words of all that a community has and nobody has read yet. */
export async function askToReadFiles(
	db: PlatformDb,
	{ communityId, after = FIRST }: Step,
	now: Date,
): Promise<void> {
	const key = `read-files:${communityId}`;
	await requestJob(db, 'read-files', { communityId, after }, { key, now, priority: 100 });
}

/** Asks in every community: for what was there before files were read, and what a job of its own came to nothing for. */
export async function readFilesEverywhere(services: Services): Promise<void> {
	await everyCommunity(services, (communityId) =>
		askToReadFiles(services.platform, { communityId }, services.clock.now()),
	);
}

/** One step through a community's files; asks for the next. */
export async function readFiles(
	services: Services,
	{ communityId, after = FIRST }: Step,
): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const now = services.clock.now();
	const files = await filesAfter(services.communityDb(community), after, STEP).execute();
	for (const { id: fileId, isUnread } of files)
		if (isUnread) await askToReadFile(services.platform, { communityId, fileId }, now);
	const last = files.at(-1);
	if (last && files.length === STEP)
		await askToReadFiles(services.platform, { communityId, after: last.id }, now);
}
