import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

const KNOWN = 'labels';

/** The row that all labels of a community lie in, made when it is not there. */
export const startLabels = (db: CommunityDb, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: KNOWN, value: '[]', updatedAt: now })
		.onConflict((conflict) => conflict.doNothing());

export const storedLabels = (db: CommunityDb) =>
	db.selectFrom('settings').select('value').where('key', '=', KNOWN);

export const keepLabels = (db: CommunityDb, labels: readonly string[], now: Date) =>
	db
		.updateTable('settings')
		.set({ value: JSON.stringify(labels), updatedAt: now, version: sql<number>`version + 1` })
		.where('key', '=', KNOWN);

/** A member who is not gone, by what the log names them by. */
export const labelled = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select(['id', 'name', 'labels'])
		.where('id', '=', memberId)
		.where('status', '<>', 'removed');

type Labelled = { memberId: string; labels: readonly string[] };

/** Writes the labels of some members, in one statement. */
export const writeLabels = (db: CommunityDb, rows: readonly Labelled[]) =>
	db
		.updateTable('members')
		.from(
			sql<{
				memberId: string;
				labels: string[];
			}>`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`.as<'given'>(
				sql`given("memberId" uuid, labels text[])`,
			),
		)
		.set({ labels: sql<string[]>`given.labels` })
		.where('members.id', '=', sql<string>`given."memberId"`);

/** Which of some labels nobody has any more; the index answers for each. */
export const unborne = (db: CommunityDb, labels: readonly string[]) =>
	db
		.selectFrom(
			sql<{ label: string }>`unnest(${[...labels]}::text[])`.as<'asked'>(sql`asked(label)`),
		)
		.select('asked.label')
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('members')
						.select('members.id')
						.where(sql<boolean>`members.labels @> array[asked.label]`),
				),
			),
		);
