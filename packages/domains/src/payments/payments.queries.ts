import { sql } from 'kysely';
import type { PlatformDb } from '@kith/db/handles';
import type { AccountState } from './payments.schema.ts';

const accounts = (db: PlatformDb) =>
	db
		.selectFrom('connectedAccounts')
		.leftJoin('authUsers as connecter', 'connecter.id', 'connectedAccounts.connectedBy')
		.leftJoin('authUsers as disconnecter', 'disconnecter.id', 'connectedAccounts.disconnectedBy')
		.selectAll('connectedAccounts')
		.select(['connecter.name as connecterName', 'disconnecter.name as disconnecterName']);

/** The account a community is paid on now. */
export const currentAccount = (db: PlatformDb, communityId: string) =>
	accounts(db).where('communityId', '=', communityId).where('disconnectedAt', 'is', null);

export const lastAccount = (db: PlatformDb, communityId: string) =>
	accounts(db).where('communityId', '=', communityId).orderBy('connectedAt', 'desc').limit(1);

/** By what Stripe calls it. */
export const accountNamed = (db: PlatformDb, accountId: string) =>
	accounts(db).where('accountId', '=', accountId);

export const accountById = (db: PlatformDb, id: string) =>
	accounts(db).where('connectedAccounts.id', '=', id);

type NewAccount = {
	id: string;
	communityId: string;
	isLive: boolean;
	country: string;
	businessName: string;
	connectedAt: Date;
	connectedBy: string | null;
};

/** Yields the row unless the community has one. */
export const insertAccount = (db: PlatformDb, account: NewAccount) =>
	db
		.insertInto('connectedAccounts')
		.values(account)
		.onConflict((conflict) =>
			conflict.column('communityId').where('disconnectedAt', 'is', null).doNothing(),
		)
		.returning('id');

/** Yields the row for whoever names it first. */
export const nameAccount = (db: PlatformDb, id: string, accountId: string) =>
	db
		.updateTable('connectedAccounts')
		.set({ accountId })
		.where('id', '=', id)
		.where('accountId', 'is', null)
		.returning('id');

/** Draws the number of a question to Stripe; of two answers the one to the later question counts. */
export const drawQuestion = (db: PlatformDb, id: string) =>
	db
		.updateTable('connectedAccounts')
		.set((eb) => ({ asked: eb('asked', '+', sql<string>`1`) }))
		.where('id', '=', id)
		.returning('asked');

export type AccountFacts = {
	currency: string | null;
	country: string;
	status: AccountState;
	chargesEnabled: boolean;
	payoutsEnabled: boolean;
	detailsSubmitted: boolean;
	requirements: string;
	readAt: Date;
};

/** Keeps an answer unless a later one is known; yields whether members could be charged before. */
export const keepAnswer = (db: PlatformDb, id: string, question: string, facts: AccountFacts) =>
	db
		.with('before', (cte) =>
			cte
				.selectFrom('connectedAccounts')
				.select(['id', 'chargesEnabled'])
				.where('id', '=', id)
				.where('heard', '<', question)
				.forUpdate(),
		)
		.updateTable('connectedAccounts')
		.from('before')
		.set({ ...facts, heard: question })
		.whereRef('connectedAccounts.id', '=', 'before.id')
		.returning('before.chargesEnabled as charged');

type End = { at: Date; by: string | null; isLost?: boolean };

/** Yields the row for whoever ends it first. */
export const endAccount = (db: PlatformDb, id: string, { at, by, isLost = false }: End) =>
	db
		.updateTable('connectedAccounts')
		.set({
			...{ disconnectedAt: at, disconnectedBy: by, chargesEnabled: false },
			...(isLost && { lostAt: at, endedAt: at }),
		})
		.where('id', '=', id)
		.where('disconnectedAt', 'is', null)
		.returning('id');

/** Stripe lets us in no more, although it was disconnected here before. */
export const markLost = (db: PlatformDb, id: string, at: Date) =>
	db
		.updateTable('connectedAccounts')
		.set({ lostAt: at, endedAt: at })
		.where('id', '=', id)
		.where('lostAt', 'is', null);

export const markWoundDown = (db: PlatformDb, id: string, at: Date) =>
	db.updateTable('connectedAccounts').set({ endedAt: at }).where('id', '=', id);

/** Takes a disconnected account back as the community's own. */
export const reviveAccount = (db: PlatformDb, id: string, by: string | null, at: Date) =>
	db
		.updateTable('connectedAccounts')
		.set({ disconnectedAt: null, disconnectedBy: null, endedAt: null })
		.set({ connectedAt: at, connectedBy: by })
		.where('id', '=', id)
		.where('disconnectedAt', 'is not', null)
		.where('lostAt', 'is', null)
		.returning('id');

/** Accounts in use, page by page, for who compares them with Stripe. */
export const accountsAfter = (db: PlatformDb, after: string | null, limit: number) =>
	db
		.selectFrom('connectedAccounts')
		.select(['id', 'communityId', 'accountId', 'disconnectedAt'])
		.where('accountId', 'is not', null)
		.where('endedAt', 'is', null)
		.$if(after !== null, (query) => query.where('id', '>', after ?? ''))
		.orderBy('id')
		.limit(limit);

/** Every account of a community on which something may still be paid; it has had few. */
export const openAccountsOf = (db: PlatformDb, communityId: string) =>
	db
		.selectFrom('connectedAccounts')
		.select('accountId')
		.where('communityId', '=', communityId)
		.where('accountId', 'is not', null)
		.where('endedAt', 'is', null)
		.limit(100);
