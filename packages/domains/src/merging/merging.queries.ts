import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import type { Words } from '../permissions/permission.ts';
import type { FieldValues } from '../fields/fields.schema.ts';
import { MOST_LABELS } from '../roster/labels.schema.ts';
import type { Pair } from './moving.queries.ts';

type MemberEb = ExpressionBuilder<CommunityTables, 'members'>;

const heldRoles = (eb: MemberEb) =>
	sql<string[]>`array(${eb
		.selectFrom('memberRoles')
		.select('roleId')
		.distinct()
		.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('roleIds');

/**
 * The two members, with the person behind each. Locked in one order when they are about to become one: what others
 * write under their ids meanwhile does not wait.
 */
export const pairRows = (db: CommunityDb, { from, into }: Pair) =>
	db
		.selectFrom('members')
		.leftJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id', 'members.userId', 'members.handle', 'members.name', 'members.status'])
		.select(['members.avatarFileId', 'members.joinedAt', 'members.lastSeenAt', 'members.mergedIds'])
		.select(['members.restriction', 'members.restrictedUntil', 'members.restrictionDetails'])
		.select([sql<FieldValues>`members.fields`.as('fields'), 'authUsers.email'])
		.select(sql<Readonly<Record<string, Words>>>`members.overrides`.as('overrides'))
		.select((eb) => heldRoles(eb as unknown as MemberEb))
		.where('members.id', 'in', [from, into])
		.orderBy('members.id');

/** Whether one of them waits to be removed with many others. */
export const awaitedRemoval = (db: CommunityDb, { from, into }: Pair) =>
	db
		.selectFrom('memberBatches')
		.innerJoin('memberBatchItems', 'memberBatchItems.batchId', 'memberBatches.id')
		.select('memberBatches.id')
		.where('memberBatches.kind', '=', 'bulk')
		.where('memberBatches.state', 'in', ['waiting', 'running'])
		.where(sql<SqlBool>`member_batches.task #>> '{action,kind}' = 'remove'`)
		.where('memberBatchItems.memberId', 'in', [from, into])
		.where('memberBatchItems.outcome', 'is', null)
		.limit(1);

/** The person behind an account is gone with sessions, passwords, passkeys and second factors. */
export const deletePerson = (db: CommunityDb, userId: string) =>
	db.deleteFrom('authUsers').where('id', '=', userId);

/** What would let the address in as somebody else. */
export const revokeInvitationsTo = (db: CommunityDb, email: string, now: Date) =>
	db
		.updateTable('invitations')
		.set({ revokedAt: now })
		.where('revokedAt', 'is', null)
		.where('uses', '=', 0)
		.where('email', '=', email);

/** Ends the sessions of somebody who is suspended from now on. */
export const endSessionsOf = (db: CommunityDb, userId: string) =>
	db.deleteFrom('authSessions').where('userId', '=', userId);

type Carried = {
	overrides: Readonly<Record<string, Words>>;
	fields: FieldValues;
	fieldKeys: readonly string[];
};

/** Fills in what the one that stays has not said, and keeps the earlier, later or higher of both. */
export const fillProfile = (
	db: CommunityDb,
	{ from, into }: Pair,
	{ overrides, fields, fieldKeys }: Carried,
) =>
	db
		.updateTable('members')
		.from('members as gone')
		.set({
			bio: sql<string>`case when members.bio = '' then gone.bio else members.bio end`,
			avatarFileId: sql<string>`coalesce(members.avatar_file_id, gone.avatar_file_id)`,
			locale: sql<string>`coalesce(members.locale, gone.locale)`,
			timeZone: sql<string>`coalesce(members.time_zone, gone.time_zone)`,
			invitationId: sql<string>`coalesce(members.invitation_id, gone.invitation_id)`,
			joinedAt: sql<Date>`least(members.joined_at, gone.joined_at)`,
			lastSeenAt: sql<Date>`greatest(members.last_seen_at, gone.last_seen_at)`,
			activeOn: sql<Date>`greatest(members.active_on, gone.active_on)`,
			guidelinesVersion: sql<number>`greatest(members.guidelines_version, gone.guidelines_version)`,
			termsVersion: sql<number>`greatest(members.terms_version, gone.terms_version)`,
			savedSearches: sql`case when members.saved_searches = '[]' then gone.saved_searches
				else members.saved_searches end`,
			onboarding: sql`gone.onboarding || members.onboarding`,
			dismissedIds: sql<
				string[]
			>`array(select distinct unnest(members.dismissed_ids || gone.dismissed_ids))`,
			labels: sql<string[]>`(array(select label from unnest(members.labels || gone.labels)
				with ordinality as one(label, at) group by label order by min(at)))[1:${sql.lit(MOST_LABELS)}]`,
			mergedIds: sql<string[]>`members.merged_ids || gone.merged_ids || gone.id`,
			...{ overrides: JSON.stringify(overrides), fields: JSON.stringify(fields) },
			...{ fieldKeys: [...fieldKeys], version: sql<number>`members.version + 1` },
		})
		.where('members.id', '=', into)
		.where('gone.id', '=', from);

/**
 * Leaves of the one that goes what leads on to the other: name, handle and where it went, and a mark that its address is
 * known again by when the other is banned.
 */
export const bury = (db: CommunityDb, { from, into }: Pair, marks: object, now: Date) =>
	db
		.updateTable('members')
		.set({ status: 'removed', removedAt: now, userId: null, mergedIntoId: into, mergedIds: [] })
		.set({ restriction: null, restrictedUntil: null, request: null })
		.set({ restrictionDetails: JSON.stringify(marks) })
		.set({ bio: '', avatarFileId: null, fields: '{}', fieldKeys: [], locale: null, timeZone: null })
		.set({
			recentSearches: [],
			savedSearches: '[]',
			dismissedIds: [],
			onboarding: '{}',
			labels: [],
		})
		.set({ feed: null, isPersonal: true, learnedSince: null, overrides: '{}', invitationId: null })
		.set({ lastSeenAt: null, activeOn: sql`default`, version: sql<number>`version + 1` })
		.where('id', '=', from);

/** Those who went on as the one that goes now go on as the other. */
export const leadOn = (db: CommunityDb, ids: readonly string[], into: string) =>
	db
		.updateTable('members')
		.set({ mergedIntoId: into })
		.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`);

export const whereTo = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select('mergedIntoId').where('id', '=', memberId);

/** What stays with somebody whoever they are; the rest is given anew by who gave it. */
const OWN = ['manual', 'onboarding'];

/** The roles in single spaces that no sign-in brought. */
export const scopedRolesOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('scopedRoles')
		.select('roleId')
		.distinct()
		.where('memberId', '=', memberId)
		.where('source', 'in', OWN);

/** The private spaces that an account was let into. */
export const spacesOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('spaceMembers')
		.select(['spaceId', 'source'])
		.where('memberId', '=', memberId)
		.orderBy('spaceId');

/** Roles of the community that no sign-in and no membership brought. */
export const ownRolesOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('memberRoles')
		.select('roleId')
		.distinct()
		.where('memberId', '=', memberId)
		.where('source', 'in', OWN);

type Along = Pair & { roleIds: readonly string[] };

/** Gives the one that stays those roles of the other, everywhere and in single spaces, and takes them from the other. */
export const moveRoles = (db: CommunityDb, { from, into, roleIds }: Along) => {
	const named = sql<string>`any(${[...roleIds]}::uuid[])`;
	return [
		db
			.insertInto('memberRoles')
			.columns(['memberId', 'roleId', 'source', 'grantedAt'])
			.expression((eb) =>
				eb
					.selectFrom('memberRoles')
					.select([sql<string>`${into}::uuid`.as('into'), 'roleId', 'source', 'grantedAt'])
					.where('memberId', '=', from)
					.where('source', 'in', OWN)
					.where('roleId', '=', named),
			)
			.onConflict((conflict) => conflict.doNothing()),
		db
			.insertInto('scopedRoles')
			.columns(['memberId', 'spaceId', 'roleId', 'source', 'grantedAt'])
			.expression((eb) =>
				eb
					.selectFrom('scopedRoles')
					.select([
						sql<string>`${into}::uuid`.as('into'),
						'spaceId',
						'roleId',
						'source',
						'grantedAt',
					])
					.where('memberId', '=', from)
					.where('source', 'in', OWN)
					.where('roleId', '=', named),
			)
			.onConflict((conflict) => conflict.doNothing()),
	];
};

export const dropRoles = (db: CommunityDb, { from }: Pair) => [
	db.deleteFrom('memberRoles').where('memberId', '=', from),
	db.deleteFrom('scopedRoles').where('memberId', '=', from),
];

/** Lets the one that stays into the private spaces of the other, among these, which no sign-in and no membership brought. */
export const moveSpaces = (db: CommunityDb, { from, into }: Pair, spaceIds: readonly string[]) => [
	db
		.insertInto('spaceMembers')
		.columns(['memberId', 'spaceId', 'source', 'joinedAt'])
		.expression((eb) =>
			eb
				.selectFrom('spaceMembers')
				.select([sql<string>`${into}::uuid`.as('into'), 'spaceId', 'source', 'joinedAt'])
				.where('memberId', '=', from)
				.where('source', 'in', OWN)
				.where('spaceId', '=', sql<string>`any(${[...spaceIds]}::uuid[])`),
		)
		.onConflict((conflict) => conflict.doNothing()),
	db.deleteFrom('spaceMembers').where('memberId', '=', from),
];
