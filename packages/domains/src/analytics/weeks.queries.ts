import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { Findings } from './analytics.schema.ts';

const monday = (week: string) => sql<Date>`${week}::date`;

export const weekRow = (db: CommunityDb, week: string) =>
	db.selectFrom('analyticsWeeks').select('content').where('week', '=', monday(week));

/** The weeks that something was said of, newest first. */
export const weeksKnown = (db: CommunityDb, limit: number) =>
	db
		.selectFrom('analyticsWeeks')
		.select(sql<string>`week::text`.as('week'))
		.orderBy('week', 'desc')
		.limit(limit);

/** Keeps what is said of a week; what was said of it before stays, and no row comes back. */
export const keepWeek = (db: CommunityDb, week: string, content: Findings | null, now: Date) =>
	db
		.insertInto('analyticsWeeks')
		.values({ week: monday(week), content: JSON.stringify(content), writtenAt: now })
		.onConflict((conflict) => conflict.column('week').doNothing())
		.returning('writtenAt');

/** Of these members, who wants no mail of weeks. */
export const unmailedOf = (db: CommunityDb, memberIds: readonly string[]) =>
	db
		.selectFrom('analyticsUnmailed')
		.select('memberId')
		.where('memberId', 'in', [...memberIds]);

/** Of nobody who is not a row of the members. */
export const unmail = (db: CommunityDb, memberId: string) =>
	db
		.insertInto('analyticsUnmailed')
		.columns(['memberId'])
		.expression((eb) => eb.selectFrom('members').select('id').where('id', '=', memberId))
		.onConflict((conflict) => conflict.column('memberId').doNothing());

export const mailAgain = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('analyticsUnmailed').where('memberId', '=', memberId);
