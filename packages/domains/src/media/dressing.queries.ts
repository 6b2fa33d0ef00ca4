import type { CommunityDb } from '@kith/db/handles';

/** Pictures that nobody has tried to make AVIF twins of, the oldest first. */
export const undressedPictures = (db: CommunityDb, limit: number) =>
	db
		.selectFrom('files')
		.select(['id', 'purpose', 'storageKey', 'createdAt'])
		.where('avif', 'is', null)
		.where('kind', '=', 'picture')
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
