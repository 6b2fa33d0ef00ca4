import { sql } from 'kysely';
import type { PlatformDb } from '@kith/db/handles';

export const openSignup = (db: PlatformDb, staffId: string) =>
	db
		.selectFrom('signups')
		.select(['id', 'staffId', 'communityId', 'step', 'answers'])
		.where('staffId', '=', staffId)
		.where('step', '!=', 'done')
		.orderBy('createdAt', 'desc')
		.limit(1);

export const signupById = (db: PlatformDb, id: string) =>
	db
		.selectFrom('signups')
		.select(['id', 'staffId', 'communityId', 'step', 'answers'])
		.where('id', '=', id);

export const insertSignup = (db: PlatformDb, id: string, staffId: string) =>
	db.insertInto('signups').values({ id, staffId, step: 'community' });

type Change = { step?: string; communityId?: string; answers?: unknown };

export const updateSignup = (
	db: PlatformDb,
	id: string,
	{ answers, ...change }: Change,
	now: Date,
) =>
	db
		.updateTable('signups')
		.set({
			...change,
			...(answers === undefined ? {} : { answers: JSON.stringify(answers) }),
			updatedAt: now,
			version: sql<number>`version + 1`,
		})
		.where('id', '=', id);

/** Of any number of parallel calls one gets a row: theirs is what is left to do. */
export const finishSignup = (db: PlatformDb, id: string, now: Date) =>
	db
		.updateTable('signups')
		.set({ step: 'done', updatedAt: now, version: sql<number>`version + 1` })
		.where('id', '=', id)
		.where('step', '!=', 'done')
		.returning('id');
