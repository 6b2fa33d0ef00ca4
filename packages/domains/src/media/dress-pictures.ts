import type { CommunityDb, PlatformDb } from '@kith/db/handles';
import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import type { Services } from '../context.ts';
import type { BlobStore } from '../ports.ts';
import { avifKey, blobKey } from './blob-keys.ts';
import { noteForms, undressedPictures } from './dressing.queries.ts';
import { PictureVariant, type FileVariant } from './media.schema.ts';
import { everyCommunity } from './sweep-files.ts';

type Picture = { id: string; kind: string; purpose: string; storageKey: string; createdAt: Date };
type Made = { name: FileVariant; bytes: Uint8Array };

const NOTHING = { files: [], thumbhash: new Uint8Array() };

/** A job takes a handful and asks for the next one: however many wait, others get their turn between. */
const BATCH = 5;
/** Behind everything that somebody waits for. */
const LAST = 100;
/** A picture's row is there before its files are. */
const WRITTEN_SECONDS = 3600;

/** Asks for the AVIF twins of a community's pictures, in the transaction of `db`. One at a time in the installation. */
export async function askToDress(
	db: CommunityDb | PlatformDb,
	communityId: string,
	now: Date,
): Promise<void> {
	const key = `dress-pictures:${communityId}`;
	const order = { queue: 'pictures', priority: LAST };
	await requestJob(db, 'dress-pictures', { communityId }, { key, now, ...order });
}

/** Asks in every community, for pictures whose own job came to nothing or that are older than it. */
export async function dressEverywhere(services: Services): Promise<void> {
	await everyCommunity(services, (id) => askToDress(services.platform, id, services.clock.now()));
}

/**
 * Makes AVIF twins of pictures and of films' posters that have none yet, and keeps those that are smaller. What cannot be made is not tried
 * again: the WebP files stay. A job that broke off goes on with the picture it was at.
 */
export async function dressPictures(services: Services, communityId: string): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const db = services.communityDb(community);
	const pictures = await undressedPictures(db, BATCH).execute();
	let done = 0;
	for (const picture of pictures) if (await dress(services, db, picture)) done += 1;
	if (done > 0 && pictures.length === BATCH)
		await askToDress(db, communityId, services.clock.now());
}

/** Whether a picture is done with; one whose files are still being written is left for another time. */
async function dress(services: Services, db: CommunityDb, picture: Picture): Promise<boolean> {
	const { blobs, makeAvif, clock } = services;
	const { id, kind, storageKey, purpose, createdAt } = picture;
	const isFilm = kind === 'video';
	const isOneSize = isFilm || purpose === 'brand';
	const names = isOneSize ? (['full'] as const) : PictureVariant.options;
	const blob = await blobs.get(blobKey(storageKey, isFilm ? 'poster' : 'full'));
	if (!blob && createdAt > addSeconds(clock.now(), -WRITTEN_SECONDS)) return false;
	const full = blob && (await new Response(blob.body).bytes());
	const made = full ? await makeAvif(full, names).catch(() => NOTHING) : NOTHING;
	const kept: Made[] = [];
	for (const { name, bytes } of made.files) {
		const file = { name: isFilm ? 'poster' : name, bytes } as const;
		if (await isSmaller(blobs, storageKey, file)) kept.push(file);
	}
	for (const { name, bytes } of kept)
		await blobs.put(avifKey(storageKey, name), bytes, { contentType: 'image/avif' });
	const avif = kept.map(({ name }) => name);
	const thumbhash = Buffer.from(made.thumbhash);
	const noted = await noteForms(db, id, { avif, thumbhash }).executeTakeFirst();
	// The sweep took the picture in the meantime, and its row with it.
	if (!noted) for (const name of avif) await blobs.delete(avifKey(storageKey, name));
	return true;
}

async function isSmaller(blobs: BlobStore, storageKey: string, { name, bytes }: Made) {
	const webp = await blobs.get(blobKey(storageKey, name));
	await webp?.body.cancel();
	return webp !== null && bytes.byteLength < webp.size;
}
