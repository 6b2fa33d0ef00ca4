import { sql, type Insertable } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { BY_LEVEL, BY_RULE } from '../grants/grants.schema.ts';
import { MOST_ACCESS } from './access.schema.ts';

/** What a member has by rules and what is not over, by any rule or by one. */
export const openAccess = (db: CommunityDb, memberId: string, ruleId?: string) =>
	db
		.selectFrom('ruleGrants')
		.select(['id', 'ruleId', 'roleId', 'spaceId', 'since', 'until'])
		.where('memberId', '=', memberId)
		.where('endedAt', 'is', null)
		.$if(ruleId !== undefined, (query) => query.where('ruleId', '=', ruleId ?? ''));

export const insertAccess = (db: CommunityDb, row: Insertable<CommunityTables['ruleGrants']>) =>
	db.insertInto('ruleGrants').values(row);

export const moveAccess = (
	db: CommunityDb,
	id: string,
	change: { since: Date; until: Date | null },
) => db.updateTable('ruleGrants').set(change).where('id', '=', id);

export const endAccess = (db: CommunityDb, ids: readonly string[], now: Date) =>
	db
		.updateTable('ruleGrants')
		.set({ endedAt: sql<Date>`least(until, ${now})` })
		.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
		.where('endedAt', 'is', null)
		.returning(['ruleId', 'roleId', 'spaceId']);

/** Of one member, what its time is over of. */
export const accessOver = (db: CommunityDb, memberId: string, now: Date) =>
	db
		.selectFrom('ruleGrants')
		.select('id')
		.where('memberId', '=', memberId)
		.where('endedAt', 'is', null)
		.where('until', '<=', now);

/** Members who have something that its time is over of. */
export const membersOver = (db: CommunityDb, now: Date, limit: number) =>
	db
		.selectFrom('ruleGrants')
		.select('memberId')
		.distinct()
		.where('endedAt', 'is', null)
		.where('until', '<=', now)
		.limit(limit);

/** Everybody whom one rule brings something now. */
export const holdersBy = (db: CommunityDb, ruleId: string) =>
	db
		.selectFrom('ruleGrants')
		.select('memberId')
		.distinct()
		.where('ruleId', '=', ruleId)
		.where('endedAt', 'is', null);

/** Everybody who has a role by what they did. */
export const winnersOf = (db: CommunityDb, roleId: string) =>
	db
		.selectFrom('memberRoles')
		.select('memberId')
		.distinct()
		.where('roleId', '=', roleId)
		.where('source', 'in', [BY_LEVEL, BY_RULE]);

const lines = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('ruleGrants')
		.innerJoin('pointRules', 'pointRules.id', 'ruleGrants.ruleId')
		.select(['ruleGrants.id', 'ruleGrants.roleId', 'ruleGrants.spaceId', 'ruleGrants.since'])
		.select(['ruleGrants.until', 'ruleGrants.notedAt', 'ruleGrants.endedAt', 'ruleGrants.isSeen'])
		.select('pointRules.name as rule')
		.where('ruleGrants.memberId', '=', memberId)
		.orderBy('ruleGrants.notedAt', 'desc')
		.orderBy('ruleGrants.id', 'desc');
export type AccessRow = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number];

/** What a member has by rules now, newest first. */
export const heldAccess = (db: CommunityDb, memberId: string, now: Date) =>
	lines(db, memberId)
		.where('ruleGrants.endedAt', 'is', null)
		.where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
		.limit(MOST_ACCESS);

type Line = { at: Date; id: string };

/** What rules ever brought a member, newest first. */
export const accessLines = (
	db: CommunityDb,
	memberId: string,
	{ after, limit }: { after: Line | null; limit: number },
) =>
	lines(db, memberId)
		.$if(after !== null, (query) =>
			query.where((eb) =>
				eb(
					eb.refTuple('ruleGrants.notedAt', 'ruleGrants.id'),
					'<',
					eb.tuple(after?.at ?? new Date(0), after?.id ?? ''),
				),
			),
		)
		.limit(limit + 1);

/** What a member has been told of now. */
export const seeAccess = (db: CommunityDb, memberId: string) =>
	db
		.updateTable('ruleGrants')
		.set({ isSeen: true })
		.where('memberId', '=', memberId)
		.where('isSeen', '=', false);
