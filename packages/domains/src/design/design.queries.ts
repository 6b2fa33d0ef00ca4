import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { SECTIONS, type Section } from './design.schema.ts';

const draftKey = (section: Section) => `${section}.draft`;

const KEYS = SECTIONS.flatMap((section) => [section, draftKey(section)]);

/** What is published and what is being tried, section by section, as far as anybody touched it. */
export const designRows = (db: CommunityDb) =>
	db
		.selectFrom('settings')
		.select(['key', 'value', 'version'])
		.where('key', 'in', KEYS)
		.orderBy('key');

/** What publishing and restoring take turns by: every community has a look. */
export const lockLook = (db: CommunityDb) =>
	db.selectFrom('settings').select('key').where('key', '=', 'look').forNoKeyUpdate();

type Draft = { section: Section; value: unknown; now: Date };

/** The first draft of a section; nothing where there is one. */
export const insertDraft = (db: CommunityDb, { section, value, now }: Draft) =>
	db
		.insertInto('settings')
		.values({ key: draftKey(section), value: JSON.stringify(value), updatedAt: now })
		.onConflict((conflict) => conflict.doNothing())
		.returning('version');

/** The next draft of a section, when nobody wrote one since. */
export const replaceDraft = (db: CommunityDb, basedOn: number, { section, value, now }: Draft) =>
	db
		.updateTable('settings')
		.set({ value: JSON.stringify(value), updatedAt: now, version: sql<number>`version + 1` })
		.where('key', '=', draftKey(section))
		.where('version', '=', basedOn)
		.returning('version');

export const newestVersion = (db: CommunityDb) =>
	db.selectFrom('lookVersions').select((eb) => eb.fn.max<number | null>('version').as('version'));

type NewVersion = {
	version: number;
	note: string;
	changed: readonly Section[];
	site: object;
	publishedAt: Date;
	publishedBy: string | null;
	staffId: string | null;
};

export const insertVersion = (db: CommunityDb, { site, ...version }: NewVersion) =>
	db
		.insertInto('lookVersions')
		.values({ ...version, changed: [...version.changed], site: JSON.stringify(site) });

/** Deletes versions below `below` that were published before `before`. */
export const deleteOldVersions = (
	db: CommunityDb,
	{ below, before }: { below: number; before: Date },
) => db.deleteFrom('lookVersions').where('version', '<', below).where('publishedAt', '<', before);

const versions = (db: CommunityDb) =>
	db
		.selectFrom('lookVersions')
		.leftJoin('members', (join) =>
			join
				.onRef('members.id', '=', 'lookVersions.publishedBy')
				.on('members.status', '!=', 'removed'),
		)
		.select(['lookVersions.version', 'lookVersions.note', 'lookVersions.changed'])
		.select(['lookVersions.publishedAt', 'lookVersions.staffId', 'members.name as publisher']);

export const versionList = (db: CommunityDb, most: number) =>
	versions(db).orderBy('lookVersions.version', 'desc').limit(most);

/** A version and the one before it. */
export const versionPair = (db: CommunityDb, version: number) =>
	versions(db)
		.select('lookVersions.site')
		.where('lookVersions.version', 'in', [version, version - 1])
		.orderBy('lookVersions.version', 'desc');

/** Active members up to `most`, and posts of some spaces: both bounded, whatever the community's size. */
export const siteCounts = (
	db: CommunityDb,
	{ spaceIds, most }: { spaceIds: readonly string[]; most: number },
) =>
	db.selectNoFrom((eb) => [
		eb
			.selectFrom((inner) =>
				inner
					.selectFrom('members')
					.select('id')
					.where('status', '=', 'active')
					.limit(most + 1)
					.as('some'),
			)
			.select(sql<number>`count(*)::int`.as('count'))
			.as('members'),
		eb
			.selectFrom('spaces')
			.select(sql<number>`coalesce(sum(post_count), 0)::int`.as('count'))
			.where('id', '=', sql<string>`any(${[...spaceIds]}::uuid[])`)
			.as('posts'),
	]);
