import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables, PlatformDb } from '@kith/db/handles';

type NewFile = {
	id: string;
	ownerId: string | null;
	purpose: 'post' | 'avatar' | 'brand' | 'link' | 'space';
	name: string;
	mime: string;
	bytes: number;
	width: number;
	height: number;
	storageKey: string;
	createdAt: Date;
	thumbhash: Buffer | null;
};

export const insertFile = (db: CommunityDb, file: NewFile) => db.insertInto('files').values(file);

/** The writings that are still there and show the file of the outer statement. */
const showingUses = (eb: ExpressionBuilder<CommunityTables, 'files'>) =>
	eb
		.selectFrom('fileUses')
		.leftJoin('posts', 'posts.id', 'fileUses.subjectId')
		.leftJoin('comments', 'comments.id', 'fileUses.subjectId')
		.leftJoin('posts as answered', 'answered.id', 'comments.postId')
		.leftJoin('documents', 'documents.id', 'fileUses.subjectId')
		.leftJoin('spaces', 'spaces.id', 'documents.spaceId')
		.select('fileUses.fileId')
		.whereRef('fileUses.fileId', '=', 'files.id')
		.where((on) =>
			on.or([
				on('posts.status', '=', 'published'),
				// A library that is switched off shows nothing.
				on.and([
					on('documents.deletedAt', 'is', null),
					sql<SqlBool>`'files' = any(spaces.modules)`,
				]),
				on.and([on('comments.status', '=', 'published'), on('answered.status', '=', 'published')]),
			]),
		);

/** The spaces that are still there and have the file of the outer statement as their cover. */
const coveredSpaces = (eb: ExpressionBuilder<CommunityTables, 'files'>) =>
	eb
		.selectFrom('spaces')
		.select('spaces.id')
		.whereRef('spaces.coverFileId', '=', 'files.id')
		.whereRef('spaces.id', '=', 'files.spaceId')
		.where('spaces.archivedAt', 'is', null);

export const fileById = (db: CommunityDb, fileId: string) =>
	db
		.selectFrom('files')
		.select([
			'id',
			'purpose',
			'ownerId',
			'spaceId',
			'name',
			'kind',
			'mime',
			'hasPoster',
			'avif',
			'storageKey',
		])
		.select((eb) =>
			eb
				.case()
				.when('purpose', '=', 'space')
				.then(eb.exists(coveredSpaces(eb)))
				.else(eb.exists(showingUses(eb)))
				.end()
				.as('isShown'),
		)
		.where('id', '=', fileId)
		.where('state', '=', 'ready');

/** Binds a member's own upload to their profile. */
export const attachAvatar = (db: CommunityDb, fileId: string, ownerId: string, now: Date) =>
	db
		.updateTable('files')
		.set({ attachedAt: now })
		.where('id', '=', fileId)
		.where('ownerId', '=', ownerId)
		.where('purpose', '=', 'avatar')
		.returning('id');

type OfField = { fileId: string; ownerId: string; mostBytes: number; now: Date };

/** Binds a member's own, yet unbound upload to a field of their profile. */
export const attachFieldFile = (db: CommunityDb, { fileId, ownerId, mostBytes, now }: OfField) =>
	db
		.updateTable('files')
		.set({ attachedAt: now, purpose: 'field' })
		.where('id', '=', fileId)
		.where('ownerId', '=', ownerId)
		.where('purpose', '=', 'post')
		.where('state', '=', 'ready')
		.where('attachedAt', 'is', null)
		.where('spaceId', 'is', null)
		.where('bytes', '<=', mostBytes)
		.returning(['name', 'kind', 'mime']);

/** Lets the sweep take files that fields of a member named. */
export const releaseFieldFiles = (db: CommunityDb, ownerId: string, fileIds: readonly string[]) =>
	db
		.updateTable('files')
		.set({ attachedAt: null })
		.where('id', 'in', [...fileIds])
		.where('ownerId', '=', ownerId)
		.where('purpose', '=', 'field');

/** Whose field may name a file. */
export const holderOfFile = (db: CommunityDb, ownerId: string) =>
	db.selectFrom('members').select(['id', 'status', 'fields']).where('id', '=', ownerId);

type Covering = { fileId: string; ownerId: string | null; spaceId: string; now: Date };

/** Binds a cover that the same person uploaded, and that nothing shows yet, to a space. */
export const attachCover = (db: CommunityDb, { fileId, ownerId, spaceId, now }: Covering) =>
	db
		.updateTable('files')
		.set({ attachedAt: now, spaceId })
		.where('id', '=', fileId)
		.where('purpose', '=', 'space')
		.where('ownerId', 'is not distinct from', ownerId)
		.where('attachedAt', 'is', null)
		.returning('id');

/** Binds a member's own, yet unbound upload to the space of a document. */
export const attachDocumentFile = (
	db: CommunityDb,
	{
		fileId,
		ownerId,
		spaceId,
		now,
	}: { fileId: string; ownerId: string; spaceId: string; now: Date },
) =>
	db
		.updateTable('files')
		.set({ spaceId, attachedAt: now })
		.where('id', '=', fileId)
		.where('ownerId', '=', ownerId)
		.where('purpose', '=', 'post')
		.where('state', '=', 'ready')
		.where('attachedAt', 'is', null)
		.where('spaceId', 'is', null)
		.returning('name');

export const noteUse = (db: CommunityDb, fileId: string, subjectId: string) =>
	db
		.insertInto('fileUses')
		.values({ fileId, subjectId })
		.onConflict((conflict) => conflict.doNothing());

/** Forgets what these subjects showed; files that nothing else shows are the sweep's. */
export const releaseUses = (db: CommunityDb, subjectIds: readonly string[]) =>
	db
		.with('gone', (gone) =>
			gone
				.deleteFrom('fileUses')
				.where('subjectId', 'in', [...subjectIds])
				.returning('fileId'),
		)
		.updateTable('files')
		.set({ attachedAt: null, spaceId: null })
		.where('id', 'in', (eb) => eb.selectFrom('gone').select('gone.fileId'))
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('fileUses')
						.select('fileUses.fileId')
						.whereRef('fileUses.fileId', '=', 'files.id')
						.where('fileUses.subjectId', 'not in', [...subjectIds]),
				),
			),
		);

/** Keeps the picture of a link from the sweep. */
export const attachLinkPicture = (db: CommunityDb, fileId: string, now: Date) =>
	db.updateTable('files').set({ attachedAt: now }).where('id', '=', fileId);

/** Lets the sweep take a picture that is no longer shown. */
export const releaseFile = (db: CommunityDb, fileId: string) =>
	db.updateTable('files').set({ attachedAt: null, spaceId: null }).where('id', '=', fileId);

export const releaseFiles = (db: CommunityDb, ownerId: string, purposes: readonly string[]) =>
	db
		.updateTable('files')
		.set({ attachedAt: null, spaceId: null })
		.where('ownerId', '=', ownerId)
		.where('purpose', 'in', [...purposes]);

/** Whether a picture is named by a design: the published one, a draft, or a version that can be brought back. */
const isDesigned = (eb: ExpressionBuilder<CommunityTables, 'files'>) =>
	eb.or([
		eb.exists(
			eb
				.selectFrom('settings')
				.select('key')
				.where('key', 'in', ['look', 'look.draft', 'pages', 'pages.draft'])
				.where(sql<SqlBool>`strpos(value::text, files.id::text) > 0`),
		),
		eb.exists(
			eb
				.selectFrom('lookVersions')
				.select('version')
				.where(sql<SqlBool>`strpos(site::text, files.id::text) > 0`),
		),
	]);

/** Uploads that nothing shows, locked. */
export const unattachedFiles = (db: CommunityDb, before: Date, limit: number) =>
	db
		.selectFrom('files')
		.select(['id', 'storageKey', 'ownerId', 'bytes'])
		.where('attachedAt', 'is', null)
		.where('createdAt', '<', before)
		.where((eb) => eb.or([eb('purpose', '<>', 'brand'), eb.not(isDesigned(eb))]))
		.orderBy('createdAt')
		.limit(limit)
		.forUpdate()
		.skipLocked();

export const deleteFiles = (db: CommunityDb, fileIds: readonly string[]) =>
	db.deleteFrom('files').where('id', 'in', [...fileIds]);

/** Ids of communities behind `after`, in order. */
export const communityIdsAfter = (db: PlatformDb, after: string, limit: number) =>
	db
		.selectFrom('communities')
		.select('id')
		.where('seededAt', 'is not', null)
		.where('status', '!=', 'deleting')
		.where('id', '>', after)
		.orderBy('id')
		.limit(limit);
