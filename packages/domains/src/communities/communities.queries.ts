import { sql, type SqlBool } from 'kysely';
import type { CommunityDb, PlatformDb } from '@kith/db/handles';

const IDENTITY = [
	'communities.id',
	'communities.organizationId',
	'communities.slug',
	'communities.name',
	'communities.locale',
	'communities.status',
	'communitySchemas.placement',
] as const;

const identities = (db: PlatformDb) =>
	db
		.selectFrom('communities')
		.innerJoin('communitySchemas', 'communitySchemas.id', 'communities.id')
		.select(IDENTITY);

export const communityBySlug = (db: PlatformDb, slug: string) =>
	identities(db).where('communities.slug', '=', slug);

export const communityById = (db: PlatformDb, id: string) =>
	identities(db).where('communities.id', '=', id);

export const communitiesOfOrganizations = (
	db: PlatformDb,
	organizationIds: readonly string[],
	limit: number,
) =>
	identities(db)
		.select(['communities.createdAt', 'communities.liveAt'])
		.where('communities.organizationId', 'in', organizationIds.length ? [...organizationIds] : [''])
		.orderBy('communities.createdAt', 'desc')
		.limit(limit);

/** The communities of an organization in the order of their ids, behind `after`. */
export const communityIdsOf = (
	db: PlatformDb,
	organizationId: string,
	after: string,
	limit: number,
) =>
	db
		.selectFrom('communities')
		.select('id')
		.where('organizationId', '=', organizationId)
		.where('id', '>', after)
		.orderBy('id')
		.limit(limit);

export const organizationCommunityCount = (db: PlatformDb, organizationId: string) =>
	db
		.selectFrom('communities')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('organizationId', '=', organizationId);

type Search = {
	organizationIds: readonly string[];
	/** Others that are looked through besides. */
	communityIds: readonly string[];
	/** Small letters without marks, each of which must be found. */
	words: readonly string[];
	recent: readonly string[];
	limit: number;
};

/** The same as in what people type: compatibility forms taken apart, marks gone, small letters. */
const SPOKEN = sql<string>`lower(regexp_replace(normalize(communities.name || ' ' || communities.slug, nfkd), '[\\u0300-\\u036f]', '', 'g'))`;

/** Communities that hold all words, recent ones first, then those whose name begins with the first word. */
export const communitiesFound = (
	db: PlatformDb,
	{ organizationIds, communityIds, words, recent, limit }: Search,
) =>
	identities(db)
		.where((eb) =>
			eb.or([
				eb('communities.organizationId', '=', sql<string>`any(${[...organizationIds]}::uuid[])`),
				eb('communities.id', '=', sql<string>`any(${[...communityIds]}::text[])`),
			]),
		)
		.where('communities.status', '!=', 'deleting')
		.where((eb) => eb.and(words.map((word) => sql<SqlBool>`strpos(${SPOKEN}, ${word}) > 0`)))
		.orderBy(sql`array_position(${[...recent]}::text[], communities.id::text)`, (order) =>
			order.asc().nullsLast(),
		)
		.orderBy(sql`strpos(${SPOKEN}, ${words[0] ?? ''}) = 1`, 'desc')
		.orderBy(SPOKEN)
		.orderBy('communities.id')
		.limit(limit + 1);

export const unseededCommunities = (db: PlatformDb, olderThan: Date) =>
	db
		.selectFrom('communities')
		.select(['id'])
		.where('seededAt', 'is', null)
		.where('createdAt', '<', olderThan)
		.limit(50);

export const takenSlugs = (db: PlatformDb, slugs: readonly string[]) =>
	db
		.selectFrom('communities')
		.select('slug')
		.where('slug', 'in', [...slugs]);

export const retiredSlug = (db: PlatformDb, slug: string, since: Date) =>
	db
		.selectFrom('retiredSlugs')
		.select('slug')
		.where('slug', '=', slug)
		.where('retiredAt', '>', since);

/** Takes one ready schema; concurrent sign-ups skip each other's rows. */
export const claimReadySchema = (db: PlatformDb, version: number, now: Date) =>
	db
		.updateTable('communitySchemas')
		.set({ state: 'claimed', claimedAt: now })
		.where('id', '=', (eb) =>
			eb
				.selectFrom('communitySchemas as ready')
				.select('ready.id')
				.where('ready.state', '=', 'ready')
				.where('ready.version', '=', version)
				.orderBy('ready.id')
				.limit(1)
				.forUpdate()
				.skipLocked(),
		)
		.returning('id');

export const allSettings = (db: CommunityDb) => db.selectFrom('settings').select(['key', 'value']);

export const allRoles = (db: CommunityDb) =>
	db
		.selectFrom('roles')
		.select(['id', 'key', 'name', 'color', 'rank', 'permissions', 'scope', 'description'])
		.select(['requiresSecondFactor', 'version'])
		.orderBy('rank', 'desc')
		.orderBy('id')
		.limit(500);

export const allGroups = (db: CommunityDb) =>
	db
		.selectFrom('spaceGroups')
		.select(['id', 'name', 'position', 'overrides', 'version'])
		.orderBy('position')
		.limit(200);

export const allSpaces = (db: CommunityDb) =>
	db
		.selectFrom('spaces')
		.leftJoin('files', 'files.id', 'spaces.coverFileId')
		.select([
			...(['spaces.id', 'groupId', 'slug', 'spaces.name', 'icon', 'description'] as const),
			...(['prompt', 'visibility', 'posting', 'reactions', 'modules', 'position'] as const),
			...(['overrides', 'version', 'coverFileId', 'width', 'height', 'thumbhash'] as const),
			sql<string>`case when 'files' = any(modules) then filing else 'off' end`.as('library'),
		])
		.where('archivedAt', 'is', null)
		.orderBy('position')
		.orderBy('spaces.id')
		.limit(500);

/** Public tiers that somebody can pay for, in order. */
export const offeredNow = (db: CommunityDb) =>
	db
		.selectFrom('tiers')
		.select(['id', 'slug', 'name', 'entitlements'])
		.where('status', '=', 'published')
		.where('visibility', '=', 'public')
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('prices')
					.select('prices.id')
					.whereRef('prices.tierId', '=', 'tiers.id')
					.where('prices.status', '=', 'active'),
			),
		)
		.orderBy('position')
		.orderBy('id')
		.limit(200);

export const saveSetting = (db: CommunityDb, key: string, value: unknown, now: Date) =>
	db
		.insertInto('settings')
		.values({ key, value: JSON.stringify(value), updatedAt: now })
		.onConflict((conflict) =>
			conflict.column('key').doUpdateSet((eb) => ({
				value: eb.ref('excluded.value'),
				updatedAt: now,
				version: sql<number>`settings.version + 1`,
			})),
		);

type NewCommunity = {
	id: string;
	organizationId: string;
	slug: string;
	skeleton: string;
	name: string;
	template: string;
	locale: string;
	createdBy: string;
	createdAt: Date;
};

export const insertCommunity = (db: PlatformDb, community: NewCommunity) =>
	db.insertInto('communities').values({ ...community, status: 'setup' });

type Naming = { slug: string; skeleton: string; name: string; template: string; locale: string };

export const renameCommunity = (db: PlatformDb, id: string, naming: Partial<Naming>) =>
	db.updateTable('communities').set(naming).where('id', '=', id);

export const communityRow = (db: PlatformDb, id: string) =>
	db
		.selectFrom('communities')
		.select(['id', 'organizationId', 'slug', 'name', 'template', 'locale', 'status', 'createdBy'])
		.where('id', '=', id);

export const markSeeded = (db: PlatformDb, id: string, now: Date | null) =>
	db.updateTable('communities').set({ seededAt: now }).where('id', '=', id);

export const markLive = (db: PlatformDb, id: string, now: Date) =>
	db
		.updateTable('communities')
		.set({ status: 'live', liveAt: now })
		.where('id', '=', id)
		.where('status', '=', 'setup')
		.returning('id');

type Alike = { slug: string; skeleton: string; organizationId: string | null };

/** Addresses of others that an eye would take for `slug`, without itself. */
export const lookalikes = (db: PlatformDb, { slug, skeleton, organizationId }: Alike) =>
	db
		.selectFrom('communities')
		.select('slug')
		.where('skeleton', '=', skeleton)
		.where('slug', '!=', slug)
		.$if(organizationId !== null, (query) =>
			query.where('organizationId', '!=', organizationId ?? ''),
		)
		.limit(1);

export const retireSlug = (db: PlatformDb, slug: string, communityId: string, now: Date) =>
	db
		.insertInto('retiredSlugs')
		.values({ slug, communityId, retiredAt: now })
		.onConflict((conflict) => conflict.column('slug').doUpdateSet({ communityId, retiredAt: now }));

export const staffPerson = (db: PlatformDb, staffId: string) =>
	db.selectFrom('authUsers').select(['id', 'name', 'email']).where('id', '=', staffId);

export const staffPeople = (db: PlatformDb, staffIds: readonly string[]) =>
	db
		.selectFrom('authUsers')
		.select(['id', 'name'])
		.where('id', 'in', [...staffIds]);

type EntryToken = {
	tokenHash: string;
	communityId: string;
	staffId: string;
	next: string;
	hasSecondFactor: boolean;
	expiresAt: Date;
};

export const insertEntryToken = (db: PlatformDb, token: EntryToken) =>
	db.insertInto('entryTokens').values(token);

/** Uses a token up; of any number of parallel uses one gets a row. */
export const useEntryToken = (db: PlatformDb, tokenHash: string, communityId: string, now: Date) =>
	db
		.updateTable('entryTokens')
		.set({ usedAt: now })
		.where('tokenHash', '=', tokenHash)
		.where('communityId', '=', communityId)
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', now)
		.returning(['staffId', 'next', 'hasSecondFactor']);

export const deleteOldEntryTokens = (db: PlatformDb, before: Date) =>
	db.deleteFrom('entryTokens').where('expiresAt', '<', before);
