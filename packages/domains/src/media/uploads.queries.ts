import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

type NewUpload = {
	id: string;
	ownerId: string;
	name: string;
	bytes: number;
	storageKey: string;
	createdAt: Date;
};

/** A file whose bytes are still to come. */
export const insertUpload = (db: CommunityDb, upload: NewUpload) =>
	db.insertInto('files').values({
		...upload,
		...{ purpose: 'post', kind: 'file', mime: 'application/octet-stream', state: 'uploading' },
		...{ width: 0, height: 0 },
	});

export const countUploading = (db: CommunityDb, ownerId: string) =>
	db
		.selectFrom('files')
		.select((eb) => eb.fn.countAll<string>().as('count'))
		.where('ownerId', '=', ownerId)
		.where('state', '=', 'uploading');

/** A member's own file, whether it has arrived or not. */
export const ownFile = (db: CommunityDb, fileId: string, ownerId: string) =>
	db
		.selectFrom('files')
		.select(['id', 'ownerId', 'state', 'kind', 'name', 'mime', 'bytes', 'received', 'parts'])
		.select(['width', 'height', 'durationMs', 'storageKey', 'attachedAt', 'createdAt'])
		.where('id', '=', fileId)
		.where('ownerId', '=', ownerId);

/** Adds a chunk that lies at `part`; no row comes back when another one was quicker. */
export const addPart = (
	db: CommunityDb,
	{ id, offset, length, part }: { id: string; offset: number; length: number; part: string },
) =>
	db
		.updateTable('files')
		.set({
			received: sql<number>`received + ${length}::integer`,
			parts: sql<string[]>`array_append(parts, ${part}::varchar)`,
		})
		.where('id', '=', id)
		.where('state', '=', 'uploading')
		.where('received', '=', offset)
		.returning('received');

type Arrived = {
	kind: string;
	mime: string;
	name: string;
	bytes: number;
	width: number;
	height: number;
	thumbhash?: Buffer;
};

/** Marks a file as whole; no row comes back when that has been done. */
export const finishFile = (db: CommunityDb, id: string, arrived: Arrived) =>
	db
		.updateTable('files')
		.set({ ...arrived, state: 'ready', parts: [] })
		.where('id', '=', id)
		.where('state', '=', 'uploading')
		.returning('id');

/** Deletes an upload that never became a file. */
export const deleteUpload = (db: CommunityDb, id: string) =>
	db
		.deleteFrom('files')
		.where('id', '=', id)
		.where('state', '=', 'uploading')
		.returning(['ownerId', 'bytes']);

/** A film of this community that nobody has probed yet. */
export const unprobedFilm = (db: CommunityDb, id: string) =>
	db
		.selectFrom('files')
		.select(['storageKey', 'bytes'])
		.where('id', '=', id)
		.where('kind', '=', 'video')
		.where('state', '=', 'ready')
		.where('durationMs', 'is', null);

export const shapeRows = (db: CommunityDb, fileIds: readonly string[]) =>
	db
		.selectFrom('files')
		.select(['id', 'kind', 'hasPoster', 'width', 'height', 'durationMs', 'thumbhash'])
		.where('id', 'in', [...fileIds])
		.where('kind', 'in', ['video', 'picture'])
		.where('state', '=', 'ready');

type Probed = { durationMs: number; width: number; height: number; codec: string };

/** Keeps what a film says of itself: that is surer than what its poster, shrunk by a browser, says of its shape. */
export const setFilmFacts = (db: CommunityDb, id: string, facts: Probed) =>
	db.updateTable('files').set(facts).where('id', '=', id);

/** Another poster needs another twin. */
export const setPoster = (
	db: CommunityDb,
	id: string,
	{ width, height }: { width: number; height: number },
) =>
	db
		.updateTable('files')
		.set({ hasPoster: true, width, height, avif: null, thumbhash: null })
		.where('id', '=', id);
