import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { SaveReplies } from './replies.schema.ts';

export const REPLIES = 'replies';

export const storedReplies = (db: CommunityDb) =>
	db.selectFrom('settings').select('value').where('key', '=', REPLIES);

/** Makes the row, so that those who save at the same moment meet at it. */
export const startReplies = (db: CommunityDb, empty: SaveReplies, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: REPLIES, value: JSON.stringify(empty), updatedAt: now })
		.onConflict((conflict) => conflict.column('key').doNothing());

export const keepReplies = (db: CommunityDb, kept: SaveReplies, now: Date) =>
	db
		.updateTable('settings')
		.set({ value: JSON.stringify(kept), updatedAt: now, version: sql<number>`version + 1` })
		.where('key', '=', REPLIES);
