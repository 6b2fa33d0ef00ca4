import { sql } from 'kysely';
import { streamsOf, type CommunityDb } from './handles.ts';

/** How members wrote in a stretch of time, and whether to each other. */
export type Ties = {
	/** Members who wrote something, without who works for the community. */
	contributors: number;
	/** Of these, who answered somebody else and was answered by somebody else, too. */
	both: number;
	/** What they wrote. */
	texts: number;
	/** How unevenly texts lie with contributors: 0 where all wrote as much, towards 1 where one wrote all; null for nobody. */
	gini: number | null;
};

/** Counts how members of a community wrote from a moment to before another, and whether they answered each other. */
export async function tiesIn(
	db: CommunityDb,
	{ communityId, from, to }: { communityId: string; from: Date; to: Date },
): Promise<Ties> {
	const { contributors, both, texts, placed } = await streamsOf(db)
		.with('writers', (cte) =>
			cte
				.selectFrom('activity')
				.select([
					'memberId',
					sql<number>`count(*)`.as('texts'),
					sql<boolean>`coalesce(bool_or(target_member_id <> member_id), false)`.as('gave'),
				])
				.where('communityId', '=', communityId)
				.where('at', '>=', from)
				.where('at', '<', to)
				.where('kind', 'in', ['post', 'comment'])
				.where('source', '=', 'member')
				.where('memberId', 'is not', null)
				.groupBy('memberId'),
		)
		.with('heard', (cte) =>
			cte
				.selectFrom('activity')
				.select('targetMemberId as id')
				.distinct()
				.where('communityId', '=', communityId)
				.where('at', '>=', from)
				.where('at', '<', to)
				.where('kind', '=', 'comment')
				.where('source', 'in', ['member', 'staff'])
				.where(sql<boolean>`member_id <> target_member_id`),
		)
		.with('ranked', (cte) =>
			cte
				.selectFrom('writers')
				.leftJoin('heard', 'heard.id', 'writers.memberId')
				.select('writers.texts')
				.select([
					sql<boolean>`gave and heard.id is not null`.as('both'),
					sql<number>`row_number() over (order by texts)`.as('place'),
				]),
		)
		.selectFrom('ranked')
		.select([
			sql<number>`count(*)::int`.as('contributors'),
			sql<number>`(count(*) filter (where "both"))::int`.as('both'),
			sql<number>`coalesce(sum(texts), 0)::int`.as('texts'),
			sql<number>`coalesce(sum(texts * place), 0)::float8`.as('placed'),
		])
		.executeTakeFirstOrThrow();
	return { contributors, both, texts, gini: giniOf(contributors, texts, placed) };
}

/** Of amounts in rising order: how many there are, their sum, and the sum of each times its place. */
const giniOf = (count: number, sum: number, placed: number): number | null =>
	count === 0 ? null : (2 * placed) / (count * sum) - (count + 1) / count;
