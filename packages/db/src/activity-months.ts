import type pg from 'pg';
import { transact, withRetries } from './migrate.ts';
import { BRIEFLY, makePartition, partitionsOf } from './partitions.ts';

/** Whole months that facts are kept beside the one under way: what they add up to stays. */
const MONTHS_KEPT = 13;
/** Months after the one under way whose partitions are made beforehand. */
const MONTHS_AHEAD = 2;

/** The moment before which no fact is kept. */
export const activityHorizon = (now: Date): Date => monthAt(now, -MONTHS_KEPT);

/**
 * Makes the partitions of what people do for this month and the coming two (UTC) where they are missing. Needs the owner's
 * rights; returns the partitions made. Throws when the stream stays locked.
 */
export async function makeActivityMonths(owner: pg.ClientBase, now: Date): Promise<string[]> {
	const made: string[] = [];
	const there = new Set(await partitionsOf(owner, 'activity'));
	for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
		const [from, to] = [monthAt(now, ahead), monthAt(now, ahead + 1)];
		const name = partitionOf(from);
		if (there.has(name)) continue;
		if (await makePartition(owner, { stream: 'activity', name, from, to })) made.push(name);
	}
	return made;
}

/** Drops the months that are over for longer than facts are kept. Needs the owner's rights. */
export async function pruneActivity(
	owner: pg.ClientBase,
	now: Date,
): Promise<{ dropped: string[]; deleted: number }> {
	const before = activityHorizon(now);
	const dropped: string[] = [];
	for (const name of await partitionsOf(owner, 'activity')) {
		if (name >= partitionOf(before)) continue;
		await withRetries(() =>
			transact(
				owner,
				async () => {
					// Writers name the whole before its part: in the other order they and this would wait for each other.
					await owner.query('lock table only streams.activity in access exclusive mode');
					await owner.query(`drop table if exists streams.${name}`);
				},
				BRIEFLY,
			),
		);
		dropped.push(name);
	}
	const { rowCount } = await owner.query('delete from streams.activity_default where at < $1', [
		before,
	]);
	return { dropped, deleted: rowCount ?? 0 };
}

const monthAt = (now: Date, ahead: number): Date =>
	new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));

const partitionOf = (month: Date): string =>
	`activity_${month.toISOString().slice(0, 7).replace('-', '')}`;
