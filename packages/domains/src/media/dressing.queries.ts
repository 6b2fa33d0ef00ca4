import type { CommunityDb } from '@kith/db/handles';

/** Pictures, and films with a poster, that nobody has tried to make AVIF twins of, the oldest first. */
export const undressedPictures = (db: CommunityDb, limit: number) =>
	db
		.selectFrom('files')
		.select(['id', 'kind', 'purpose', 'storageKey', 'createdAt'])
		.where('avif', 'is', null)
		.where((eb) =>
			eb.or([
				eb('kind', '=', 'picture'),
				eb.and([eb('kind', '=', 'video'), eb('hasPoster', '=', true)]),
			]),
		)
		.where('state', '=', 'ready')
		.orderBy('id')
		.limit(limit);

type Forms = { avif: string[]; thumbhash: Buffer };

/** Keeps which sizes have a twin, and the hash if there was none; no row comes back when the picture is gone. */
export const noteForms = (db: CommunityDb, id: string, forms: Forms) =>
	db
		.updateTable('files')
		.set((eb) => ({
			avif: forms.avif,
			thumbhash: eb.fn.coalesce('thumbhash', eb.val(forms.thumbhash)),
		}))
		.where('id', '=', id)
		.returning('id');
