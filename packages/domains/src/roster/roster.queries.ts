import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import type { Access } from '../communities/communities.schema.ts';
import {
	beyond,
	hasSecondFactor,
	PLACE,
	waitsForDecision,
	waitsToPay,
	type KeysAsked,
} from '../members/index.ts';
import type { MemberSort } from '../members/members.schema.ts';
import { foldLabel } from './labels.schema.ts';
import type { RosterState, Segment } from './roster.schema.ts';

type MemberEb = ExpressionBuilder<CommunityTables, 'members' | 'authUsers'>;

/** A filter with everything in it looked up. */
export type Wanted = {
	/** How one joins, which says what who waits is waiting for. */
	access: Pick<Access, 'join'>;
	search: string;
	seesAddresses: boolean;
	states: readonly RosterState[];
	/** Holders of any of these; `isOrdinary`: also those who hold no role of their own. */
	roles: { ids: readonly string[]; isOrdinary: boolean } | null;
	/** Held in any of these spaces; null: in any at all. */
	spaceRole: { roleId: string; spaceIds: readonly string[] | null } | null;
	keys: readonly KeysAsked[];
	tagIds: readonly string[];
	spaceIds: readonly string[];
	activity: { did: 'seen' | 'posted'; since: Date; isNegated: boolean } | null;
	joinedFrom: string | null;
	joinedTo: string | null;
	invitationId: string | null;
	labels: readonly string[];
	withoutLabels: readonly string[];
};

const stateIn = (access: Pick<Access, 'join'>): Readonly<Record<RosterState, SqlBoolOf>> => ({
	active: sql`members.status = 'active' and members.restriction is null`,
	pending: waitsForDecision(access),
	paying: waitsToPay(access),
	staged: sql`members.status = 'staged'`,
	silenced: sql`members.status = 'active' and members.restriction = 'silenced'`,
	suspended: sql`members.status = 'suspended'`,
	banned: sql`members.status = 'removed' and members.restriction = 'banned'`,
});
type SqlBoolOf = ReturnType<typeof sql<SqlBool>>;

const any = (parts: readonly SqlBoolOf[]) =>
	sql<SqlBool>`(${sql.join(
		parts.map((part) => sql`(${part})`),
		sql` or `,
	)})`;

const ofStates = ({ states, access }: Pick<Wanted, 'states' | 'access'>) =>
	states.length > 0
		? any(states.map((state) => stateIn(access)[state]))
		: sql<SqlBool>`members.status in ('active', 'pending', 'staged', 'suspended')`;

const ofRoles = (eb: MemberEb, { ids, isOrdinary }: NonNullable<Wanted['roles']>) => {
	const held = eb
		.selectFrom('memberRoles')
		.select('roleId')
		.whereRef('memberRoles.memberId', '=', 'members.id');
	const holds = eb.exists(held.where('roleId', '=', sql<string>`any(${ids}::uuid[])`));
	return isOrdinary ? eb.or([holds, eb.not(eb.exists(held))]) : holds;
};

const ofSpaceRole = (eb: MemberEb, { roleId, spaceIds }: NonNullable<Wanted['spaceRole']>) =>
	eb.exists(
		eb
			.selectFrom('scopedRoles')
			.select('roleId')
			.whereRef('scopedRoles.memberId', '=', 'members.id')
			.where('roleId', '=', roleId)
			.$if(spaceIds !== null, (query) =>
				query.where('spaceId', '=', sql<string>`any(${[...(spaceIds ?? [])]}::uuid[])`),
			),
	);

const foundBy = ({ match, keys }: KeysAsked) =>
	match === 'any'
		? sql<SqlBool>`members.field_keys && ${[...keys]}::text[]`
		: sql<SqlBool>`members.field_keys @> ${[...keys]}::text[]`;

const wrote = (eb: MemberEb, since: Date) => {
	const by = (table: 'posts' | 'comments') =>
		eb.exists(
			eb
				.selectFrom(table)
				.select('id')
				.whereRef('authorId', '=', 'members.id')
				.where('createdAt', '>=', since),
		);
	return eb.or([by('posts'), by('comments')]);
};

const written = (eb: MemberEb, table: 'posts' | 'comments') =>
	eb
		.selectFrom(table)
		.select(sql<number>`count(*)::int`.as('count'))
		.whereRef('authorId', '=', 'members.id')
		.where('status', '=', 'published');

const active = (eb: MemberEb, { did, since, isNegated }: NonNullable<Wanted['activity']>) => {
	const seen = sql<SqlBool>`coalesce(members.last_seen_at >= ${since}, false)`;
	const fits = did === 'seen' ? seen : wrote(eb, since);
	return isNegated ? eb.not(fits) : fits;
};

const inSpaces = (eb: MemberEb, spaceIds: readonly string[]) => {
	const listed = sql<string>`any(${[...spaceIds]}::uuid[])`;
	return eb.or([
		eb.exists(
			eb
				.selectFrom('spaceMembers')
				.select('spaceId')
				.whereRef('spaceMembers.memberId', '=', 'members.id')
				.where('spaceId', '=', listed),
		),
		eb.exists(
			eb
				.selectFrom('spaceVisits')
				.select('spaceId')
				.whereRef('spaceVisits.memberId', '=', 'members.id')
				.where('spaceId', '=', listed)
				.where('followedAt', 'is not', null),
		),
	]);
};

/** By the spelling that is known here; one that is not known is nobody's. */
const labelledBy = (eb: MemberEb, labels: readonly string[]) => {
	const known = eb
		.selectFrom('settings')
		.select(sql<string>`jsonb_array_elements_text(value)`.as('label'))
		.where('key', '=', 'labels');
	const spelled = eb.selectFrom(known.as('known')).select('known.label')
		.where(sql<SqlBool>`lower(known.label) = any(${labels.map(foldLabel)}::text[])
			or known.label = any(${[...labels]}::text[])`);
	return sql<SqlBool>`members.labels && array(${spelled})`;
};

const found = (search: string, seesAddresses: boolean) => {
	const plain = search.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
	const named = sql<SqlBool>`(lower(members.name) || ' ' || members.handle) like ${`%${plain}%`}`;
	return seesAddresses ? any([named, sql<SqlBool>`auth_users.email like ${`${plain}%`}`]) : named;
};

/** The members that a filter means, with their addresses beside them. */
export const matching = (db: CommunityDb, wanted: Wanted) =>
	db
		.selectFrom('members')
		.leftJoin('authUsers', 'authUsers.id', 'members.userId')
		.where(ofStates(wanted))
		.$call((query) => wanted.keys.reduce((all, asked) => all.where(foundBy(asked)), query))
		.$if(wanted.search !== '', (query) => query.where(found(wanted.search, wanted.seesAddresses)))
		.$if(wanted.roles !== null, (query) =>
			query.where((eb) => ofRoles(eb as unknown as MemberEb, wanted.roles as never)),
		)
		.$if(wanted.spaceRole !== null, (query) =>
			query.where((eb) => ofSpaceRole(eb as unknown as MemberEb, wanted.spaceRole as never)),
		)
		.$if(wanted.tagIds.length > 0, (query) =>
			query.where((eb) =>
				eb.exists(
					eb
						.selectFrom('tagFollows')
						.select('tagId')
						.whereRef('tagFollows.memberId', '=', 'members.id')
						.where('tagId', '=', sql<string>`any(${[...wanted.tagIds]}::uuid[])`),
				),
			),
		)
		.$if(wanted.spaceIds.length > 0, (query) =>
			query.where((eb) => inSpaces(eb as unknown as MemberEb, wanted.spaceIds)),
		)
		.$if(wanted.labels.length > 0, (query) =>
			query.where((eb) => labelledBy(eb as unknown as MemberEb, wanted.labels)),
		)
		.$if(wanted.withoutLabels.length > 0, (query) =>
			query.where((eb) => eb.not(labelledBy(eb as unknown as MemberEb, wanted.withoutLabels))),
		)
		.$if(wanted.activity !== null, (query) =>
			query.where((eb) => active(eb as unknown as MemberEb, wanted.activity as never)),
		)
		.$if(wanted.joinedFrom !== null, (query) =>
			query.where(sql<SqlBool>`members.joined_at >= ${wanted.joinedFrom}::date`),
		)
		.$if(wanted.joinedTo !== null, (query) =>
			query.where(sql<SqlBool>`members.joined_at < ${wanted.joinedTo}::date + 1`),
		)
		.$if(wanted.invitationId !== null, (query) =>
			query.where('members.invitationId', '=', wanted.invitationId),
		);

const ORDER = {
	newest: sql`members.joined_at desc, members.id desc`,
	name: sql`lower(members.name), members.id`,
	active: sql`members.active_on desc, members.id desc`,
};

type Listing = {
	wanted: Wanted;
	sort: MemberSort;
	after: readonly [string, string] | null;
	limit: number;
};

const COLUMNS = [
	...(['members.id', 'members.handle', 'members.name', 'members.bio'] as const),
	...(['members.avatarFileId', 'members.status', 'members.joinedAt'] as const),
	...(['members.lastSeenAt', 'authUsers.email', 'members.fields'] as const),
	...(['members.restriction', 'members.restrictedUntil', 'members.request'] as const),
	'members.labels',
] as const;

const reason = sql<string>`coalesce(members.restriction_details->>'reason', '')`;
const rolesHeld = (eb: MemberEb) =>
	sql<string[]>`array(${eb
		.selectFrom('memberRoles')
		.select('roleId')
		.distinct()
		.whereRef('memberRoles.memberId', '=', 'members.id')})`;

/** One more than asked for. */
export const rosterRows = (db: CommunityDb, { wanted, sort, after, limit }: Listing) =>
	matching(db, wanted)
		.select(COLUMNS)
		.select([reason.as('restrictionReason'), PLACE[sort].as('place')])
		.select((eb) => rolesHeld(eb as never).as('roleIds'))
		.$if(after !== null, (query) => query.where(beyond(sort, after ?? ['', ''])))
		.orderBy(ORDER[sort])
		.limit(limit + 1);

/** One member, whatever became of them, with what staff look at besides; also by the id of an account that became theirs. */
export const rosterRow = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.leftJoin('authUsers', 'authUsers.id', 'members.userId')
		.leftJoin('invitations', 'invitations.id', 'members.invitationId')
		.leftJoin('members as inviters', 'inviters.id', 'invitations.invitedBy')
		.select(COLUMNS)
		.select(reason.as('restrictionReason'))
		.select(['members.locale', 'members.timeZone', 'members.guidelinesVersion'])
		.select(['inviters.id as inviterId', 'inviters.name as inviterName'])
		.select((eb) => [
			rolesHeld(eb as never).as('roleIds'),
			hasSecondFactor(eb as never),
			written(eb as never, 'posts').as('postCount'),
			written(eb as never, 'comments').as('commentCount'),
		])
		.where('members.id', '=', (inner) =>
			inner
				.selectFrom('members as named')
				.select(sql<string>`coalesce(named.merged_into_id, named.id)`.as('id'))
				.where('named.id', '=', memberId),
		);

export const rosterCount = (db: CommunityDb, wanted: Wanted) =>
	matching(db, wanted).select(sql<number>`count(*)::int`.as('count'));

const SEGMENTS = 'segments';

/** The row that all segments lie in, made when it is not there. */
export const startSegments = (db: CommunityDb, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: SEGMENTS, value: '[]', updatedAt: now })
		.onConflict((conflict) => conflict.doNothing());

export const storedSegments = (db: CommunityDb) =>
	db.selectFrom('settings').select('value').where('key', '=', SEGMENTS);

export const keepSegments = (db: CommunityDb, segments: readonly Segment[], now: Date) =>
	db
		.updateTable('settings')
		.set({ value: JSON.stringify(segments), updatedAt: now, version: sql<number>`version + 1` })
		.where('key', '=', SEGMENTS);
