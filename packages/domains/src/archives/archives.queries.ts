import { sql } from 'kysely';
import type { PlatformDb } from '@kith/db/handles';

type NewArchive = {
	id: string;
	organizationId: string;
	communityId: string | null;
	kind: 'export' | 'import';
	state: string;
	name: string;
	askedBy: string;
	askedAt: Date;
	bytes?: number;
	expiresAt: Date;
};

export const insertArchive = (db: PlatformDb, archive: NewArchive) =>
	db.insertInto('archives').values(archive);

const archives = (db: PlatformDb) =>
	db
		.selectFrom('archives')
		.innerJoin('organizations', 'organizations.id', 'archives.organizationId')
		.leftJoin('authUsers', 'authUsers.id', 'archives.askedBy')
		.select('organizations.locale')
		.selectAll('archives')
		.select(['authUsers.name as askerName', 'authUsers.email as askerEmail']);

export const archiveById = (db: PlatformDb, id: string) =>
	archives(db).where('archives.id', '=', id);

export const exportsOf = (db: PlatformDb, communityId: string) =>
	archives(db)
		.where('archives.communityId', '=', communityId)
		.where('archives.kind', '=', 'export')
		.orderBy('archives.askedAt', 'desc')
		.limit(20);

export const importsOf = (db: PlatformDb, organizationId: string) =>
	archives(db)
		.where('archives.organizationId', '=', organizationId)
		.where('archives.kind', '=', 'import')
		.orderBy('archives.askedAt', 'desc')
		.limit(20);

/** Locks the organization, so that what is counted stays true until the commit. */
export const holdOrganization = (db: PlatformDb, organizationId: string) =>
	db.selectFrom('organizations').select('id').where('id', '=', organizationId).forUpdate();

const UNDER_WAY = ['uploading', 'waiting', 'checking', 'checked', 'running'];

export const countUnderWay = (db: PlatformDb, organizationId: string, kind: string) =>
	db
		.selectFrom('archives')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('organizationId', '=', organizationId)
		.where('kind', '=', kind)
		.where('state', 'in', UNDER_WAY);

type Change = {
	state?: string;
	progress?: number;
	bytes?: number;
	sha256?: string;
	communityId?: string;
	report?: string;
	wanted?: string;
	failure?: string | null;
	details?: string;
	finishedAt?: Date;
	expiresAt?: Date;
	parts?: string[];
};

/** Changes an archive that is in one of `from`; no row comes back when it is not. */
export const moveArchive = (db: PlatformDb, id: string, from: readonly string[], change: Change) =>
	db
		.updateTable('archives')
		.set(change)
		.where('id', '=', id)
		.where('state', 'in', [...from])
		.returning('id');

/** Adds a part that lies at `part`; no row comes back when another one was quicker. */
export const addArchivePart = (
	db: PlatformDb,
	{ id, offset, length, part }: { id: string; offset: number; length: number; part: string },
) =>
	db
		.updateTable('archives')
		.set({
			received: sql<string>`received + ${length}::bigint`,
			parts: sql<string[]>`array_append(parts, ${part}::text)`,
		})
		.where('id', '=', id)
		.where('state', '=', 'uploading')
		.where('received', '=', String(offset))
		.returning('received');

/** Archives whose time is over, and those that were never finished. */
export const expiredArchives = (db: PlatformDb, now: Date, limit: number) =>
	db
		.selectFrom('archives')
		.select(['id', 'kind', 'communityId'])
		.where('expiresAt', '<', now)
		.where('state', '!=', 'expired')
		.orderBy('expiresAt')
		.limit(limit);
