import { requestJob } from '@kith/db/jobs';
import type { CommunityDb, PlatformDb } from '@kith/db/handles';
import { rewordComments } from '../comments/index.ts';
import type { Services } from '../context.ts';
import { rewordDocuments } from '../library/index.ts';
import { blobKey } from '../media/index.ts';
import type { Unread } from '../ports.ts';
import { rewordPosts } from '../posts/index.ts';
import { isReadable, isTooLarge } from './readable.ts';
import { fileToRead, keepWords, parkFile, subjectsOf } from './texts.queries.ts';

type OfFile = { communityId: string; fileId: string };

/** Behind what somebody waits for. */
const LATER = 50;
const BATCH = 20;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Asks for the words of a file, in the transaction of `db` when it is one. One at a time in the installation. */
export async function askToReadFile(
	db: CommunityDb | PlatformDb,
	{ communityId, fileId }: OfFile,
	now: Date,
): Promise<void> {
	const order = { queue: 'texts', priority: LATER };
	const key = `read-file:${communityId}:${fileId}`;
	await requestJob(db, 'read-file', { communityId, fileId }, { key, now, ...order });
}

/**
 * Reads what a file says, once, and lets what shows it be found by that. What cannot be read is put aside with the reason
 * and not tried again. A job that broke off goes on with whatever shows the file.
 */
export async function readFile(services: Services, { communityId, fileId }: OfFile): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const { locale } = community;
	const db = services.communityDb(community);
	const file = await fileToRead(db, fileId).executeTakeFirst();
	if (!file) return;
	if (file.isUnread) {
		const said = await wordsOf(services, file);
		if ('refused' in said) await park(services, db, { communityId, fileId }, said.refused);
		else await keepWords(db, fileId, { locale, ownerId: file.ownerId, ...said }).execute();
		if ('refused' in said || said.text === '') return;
	}
	let after = FIRST;
	for (let count = BATCH; count === BATCH;) {
		const page = await subjectsOf(db, fileId, after, BATCH).execute();
		const ids = page.map(({ subjectId }) => subjectId);
		if (ids.length > 0)
			await db.transaction().execute(async (tx) => {
				await rewordPosts(tx, locale, ids);
				await rewordComments(tx, locale, ids);
				await rewordDocuments(tx, locale, ids);
			});
		[count, after] = [ids.length, ids.at(-1) ?? after];
	}
}

type File = NonNullable<Awaited<ReturnType<ReturnType<typeof fileToRead>['executeTakeFirst']>>>;

async function wordsOf({ blobs, readText }: Services, file: File) {
	if (!isReadable(file)) return { refused: 'none' } as const;
	if (isTooLarge(file)) return { refused: 'size' } as const;
	const blob = await blobs.get(blobKey(file.storageKey, 'original'));
	return blob ? readText(await new Response(blob.body).bytes()) : ({ refused: 'none' } as const);
}

async function park(services: Services, db: CommunityDb, file: OfFile, unread: Unread) {
	await parkFile(db, file.fileId, unread).execute();
	if (unread !== 'none') services.logger.warn({ ...file, unread }, 'a file was not read');
}
