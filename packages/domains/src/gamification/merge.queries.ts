import type { CommunityDb } from '@kith/db/handles';

/** Two accounts of one person: all of `from` goes on as `into`. */
export type Pair = { from: string; into: string };

const MOST_GIFTS = 100_000;

export const givenByHand = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('pointEntries')
		.select(['kind', 'number', 'points', 'at', 'notedAt', 'reason'])
		.where('memberId', '=', memberId)
		.where('kind', '=', 'manual')
		.limit(MOST_GIFTS);

/** What both did is done once; that one of them joined is not told of the other. */
export const dropDoubleDeeds = (db: CommunityDb, { from, into }: Pair) =>
	db
		.deleteFrom('deeds')
		.where('deeds.memberId', '=', from)
		.where((eb) =>
			eb.or([
				eb('deeds.kind', '=', 'join'),
				eb.exists(
					eb
						.selectFrom('deeds as other')
						.select('other.id')
						.where('other.memberId', '=', into)
						.whereRef('other.kind', '=', 'deeds.kind')
						.whereRef('other.subjectId', '=', 'deeds.subjectId'),
				),
			]),
		);

export const bringDeeds = (db: CommunityDb, { from, into }: Pair) => [
	db.updateTable('deeds').set({ memberId: into }).where('memberId', '=', from),
	db.updateTable('deeds').set({ otherId: into }).where('otherId', '=', from),
];

/** Badges that were given by hand come along, unless they are there. */
export const bringGrants = (db: CommunityDb, { from, into }: Pair) => [
	db
		.updateTable('badgeGrants')
		.set({ memberId: into })
		.where('badgeGrants.memberId', '=', from)
		.where('badgeGrants.ruleId', 'is', null)
		.where('badgeGrants.challengeId', 'is', null)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('badgeGrants as other')
						.select('other.id')
						.where('other.memberId', '=', into)
						.where('other.revokedAt', 'is', null)
						.whereRef('other.badgeId', '=', 'badgeGrants.badgeId'),
				),
			),
		),
	db.deleteFrom('badgeGrants').where('memberId', '=', from),
];

/** What rules gave goes: it is counted anew for the one that stays. */
export async function dropEarned(db: CommunityDb, memberId: string): Promise<void> {
	for (const table of ['ruleGrants', 'pointEntries', 'scoreDays', 'scores'] as const)
		await db.deleteFrom(table).where('memberId', '=', memberId).execute();
}
