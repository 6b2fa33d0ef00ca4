import type { Services } from '../context.ts';
import { blobKey } from './blob-keys.ts';
import { setFilmFacts, unprobedFilm } from './uploads.queries.ts';

type Film = { communityId: string; fileId: string };

/** Reads how long and how large a film is, so that its player has its shape before it plays. Once for each film. */
export async function probeFilm(services: Services, { communityId, fileId }: Film): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const db = services.communityDb(community);
	const film = await unprobedFilm(db, fileId).executeTakeFirst();
	if (!film) return;
	const key = blobKey(film.storageKey, 'original');
	const facts = await services.readFilm({
		size: film.bytes,
		async read(start, end) {
			const part = await services.blobs.get(key, { start, end: end - 1 });
			return new Response(part?.body).bytes();
		},
	});
	if (facts) await setFilmFacts(db, fileId, facts).execute();
}
