import { sql } from 'kysely';
import type { CommunityDb, PlatformDb } from '@kith/db/handles';
import type { PlanFacts } from './read-subscription.ts';
import type { Meter } from './plans.schema.ts';

export const subscriptionOf = (db: PlatformDb, organizationId: string) =>
	db.selectFrom('planSubscriptions').selectAll().where('organizationId', '=', organizationId);

export const organizationOfCustomer = (db: PlatformDb, customerId: string) =>
	db.selectFrom('planSubscriptions').select('organizationId').where('customerId', '=', customerId);

type NewRow = { organizationId: string; isLive: boolean; createdAt: Date };

export const startRow = (db: PlatformDb, row: NewRow) =>
	db
		.insertInto('planSubscriptions')
		.values(row)
		.onConflict((conflict) => conflict.column('organizationId').doNothing());

/** Yields the row for whoever names its customer first. */
export const nameCustomer = (db: PlatformDb, organizationId: string, customerId: string) =>
	db
		.updateTable('planSubscriptions')
		.set({ customerId })
		.where('organizationId', '=', organizationId)
		.where('customerId', 'is', null)
		.returning('customerId');

/** Draws the number of a question to Stripe; of two answers the one to the later question counts. */
export const drawQuestion = (db: PlatformDb, organizationId: string) =>
	db
		.updateTable('planSubscriptions')
		.set((eb) => ({ asked: eb('asked', '+', sql<string>`1`) }))
		.where('organizationId', '=', organizationId)
		.returning('asked');

/** Keeps an answer unless a later one is known. */
export const keepAnswer = (
	db: PlatformDb,
	organizationId: string,
	{ question, facts, at }: { question: string; facts: PlanFacts; at: Date },
) =>
	db
		.updateTable('planSubscriptions')
		.set({ ...facts, heard: question, readAt: at })
		.where('organizationId', '=', organizationId)
		.where('heard', '<', question)
		.returning('organizationId');

/** Those that ever were customers, page by page. */
export const customersAfter = (db: PlatformDb, after: string | null, limit: number) =>
	db
		.selectFrom('planSubscriptions')
		.selectAll()
		.where('customerId', 'is not', null)
		.$if(after !== null, (query) => query.where('organizationId', '>', after ?? ''))
		.orderBy('organizationId')
		.limit(limit);

export const organizationsAfter = (db: PlatformDb, after: string | null, limit: number) =>
	db
		.selectFrom('organizations')
		.select('id')
		.$if(after !== null, (query) => query.where('id', '>', after ?? ''))
		.orderBy('id')
		.limit(limit);

export const communitiesOf = (db: PlatformDb, organizationId: string, limit: number) =>
	db
		.selectFrom('communities')
		.select('id')
		.where('organizationId', '=', organizationId)
		.orderBy('createdAt')
		.limit(limit);

/** Mails of these communities since a moment. */
export const mailsSince = (db: PlatformDb, scopes: readonly string[], since: Date) =>
	db
		.selectFrom('mails')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('scope', 'in', scopes)
		.where('createdAt', '>=', since);

/** Members who are in, and bytes of files, of one community; `everybody` stands for the files of all. */
export const measured = (db: CommunityDb, everybody: string) =>
	db.selectNoFrom((eb) => [
		eb
			.selectFrom('members')
			.select(sql<number>`count(*)::int`.as('count'))
			.where('status', '=', 'active')
			.as('members'),
		eb.selectFrom('storageUsage').select('bytes').where('ownerId', '=', everybody).as('bytes'),
	]);

export const usageOf = (db: PlatformDb, organizationId: string) =>
	db.selectFrom('planUsage').selectAll().where('organizationId', '=', organizationId);

type Count = {
	organizationId: string;
	meter: Meter;
	used: number;
	countedAt: Date;
	warnedAtPercent: number;
	overSince: Date | null;
};

export const keepCount = (db: PlatformDb, count: Count) =>
	db
		.insertInto('planUsage')
		.values(count)
		.onConflict((conflict) =>
			conflict.columns(['organizationId', 'meter']).doUpdateSet((eb) => ({
				used: eb.ref('excluded.used'),
				countedAt: eb.ref('excluded.countedAt'),
				warnedAtPercent: eb.ref('excluded.warnedAtPercent'),
				overSince: eb.ref('excluded.overSince'),
			})),
		);

/** Who hears of money: owners and those who were given it to look after. */
export const payersOf = (db: PlatformDb, organizationId: string) =>
	db
		.selectFrom('organizationStaff')
		.innerJoin('authUsers', 'authUsers.id', 'organizationStaff.staffId')
		.innerJoin('organizations', 'organizations.id', 'organizationStaff.organizationId')
		.select(['authUsers.id', 'authUsers.email'])
		.select(['organizations.name', 'organizations.locale', 'organizations.timeZone'])
		.where('organizationStaff.organizationId', '=', organizationId)
		.where('organizationStaff.role', 'in', ['owner', 'billing'])
		.limit(200);

export const insertReport = (
	db: PlatformDb,
	report: { id: string; ranAt: Date; checked: number; drifts: string },
) => db.insertInto('billingReports').values(report);

export const forgetReports = (db: PlatformDb, before: Date) =>
	db.deleteFrom('billingReports').where('ranAt', '<', before);
