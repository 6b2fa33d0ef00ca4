import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { WORTH } from '../reactions/index.ts';
import { DOWN, UP } from '../reactions/reactions.schema.ts';
import type { Pair } from './moving.queries.ts';

type Reacted = 'posts' | 'comments';

/** Lets reactions go, and corrects the counts of what they were given to. */
const dropReactions = (
	db: CommunityDb,
	kind: Reacted,
	which: (eb: ExpressionBuilder<CommunityTables, 'reactions'>) => Expression<SqlBool>,
) =>
	db
		.with('gone', (inner) =>
			inner
				.deleteFrom('reactions')
				.where('subjectKind', '=', kind === 'posts' ? 'post' : 'comment')
				.where(which)
				.returning(['subjectId', 'emoji']),
		)
		.updateTable(kind)
		.from((eb) =>
			eb
				.selectFrom('gone')
				.select(['gone.subjectId', WORTH.as('fewer')])
				.groupBy('gone.subjectId')
				.as('per'),
		)
		.set({ reactionCount: sql<number>`reaction_count - per.fewer` })
		.whereRef(`${kind}.id`, '=', 'per.subjectId')
		.returning(`${kind}.id`);

/** One votes up or down, not both. */
const VOTES = sql`${sql.lit(UP)}, ${sql.lit(DOWN)}`;

/** Lets the reactions go that both gave. */
export const dropDoubleReactions = (db: CommunityDb, kind: Reacted, { from, into }: Pair) =>
	dropReactions(db, kind, (eb) =>
		eb('memberId', '=', from).and(
			eb.exists(
				eb
					.selectFrom('reactions as kept')
					.select(sql`1`.as('one'))
					.where('kept.memberId', '=', into)
					.whereRef('kept.subjectId', '=', 'reactions.subjectId')
					.where(
						sql<SqlBool>`(kept.emoji = reactions.emoji or kept.emoji in (${VOTES}) and reactions.emoji in (${VOTES}))`,
					),
			),
		),
	);

/** Lets the reactions go that either gave to what the other wrote, now one's own. */
export const dropOwnReactions = (db: CommunityDb, kind: Reacted, { from, into }: Pair) =>
	dropReactions(db, kind, (eb) =>
		eb('memberId', 'in', [from, into]).and(
			'subjectId',
			'in',
			kind === 'comments'
				? eb.selectFrom('comments').select('comments.id').where('authorId', 'in', [from, into])
				: eb
						.selectFrom('posts')
						.select('posts.id')
						.where((post) =>
							post.or([
								post('posts.authorId', 'in', [from, into]),
								sql<SqlBool>`posts.co_author_ids && ${[from, into]}::uuid[]`,
							]),
						),
		),
	);

/** Makes the scores of these posts anew, whose counts went down. */
export const lowerScores = (db: CommunityDb, postIds: readonly string[]) =>
	db
		.updateTable('postScores')
		.from('posts')
		.set({ score: sql<number>`2 * posts.comment_count + posts.reaction_count` })
		.whereRef('posts.id', '=', 'postScores.postId')
		.where('posts.id', '=', sql<string>`any(${[...postIds]}::uuid[])`);

export const dropZeroScores = (db: CommunityDb, postIds: readonly string[]) =>
	db
		.deleteFrom('postScores')
		.where('postId', '=', sql<string>`any(${[...postIds]}::uuid[])`)
		.where('score', '<=', 0);

/** Lets the votes go that both gave to one idea, and corrects the counts. */
export const dropDoubleVotes = (db: CommunityDb, { from, into }: Pair) =>
	db
		.with('gone', (inner) =>
			inner
				.deleteFrom('votes')
				.where('memberId', '=', from)
				.where('postId', 'in', (eb) =>
					eb.selectFrom('votes as kept').select('kept.postId').where('kept.memberId', '=', into),
				)
				.returning('postId'),
		)
		.updateTable('posts')
		.from('gone')
		.set({ voteCount: sql<number>`greatest(vote_count - 1, 0)` })
		.whereRef('posts.id', '=', 'gone.postId');

/** Lets the votes go that either gave to an idea of the other's, now one's own, and corrects the counts. */
export const dropOwnVotes = (db: CommunityDb, { from, into }: Pair) =>
	db
		.with('gone', (inner) =>
			inner
				.deleteFrom('votes')
				.using('posts')
				.whereRef('posts.id', '=', 'votes.postId')
				.where('votes.memberId', 'in', [from, into])
				.where((eb) =>
					eb.or([
						eb('posts.authorId', 'in', [from, into]),
						sql<SqlBool>`posts.co_author_ids && ${[from, into]}::uuid[]`,
					]),
				)
				.returning('votes.postId'),
		)
		.updateTable('posts')
		.from('gone')
		.set({ voteCount: sql<number>`greatest(vote_count - 1, 0)` })
		.whereRef('posts.id', '=', 'gone.postId');

/** Polls that both voted in by name, locked in one order, as whoever votes locks them. */
export const lockSharedPolls = (db: CommunityDb, { from, into }: Pair) =>
	db
		.selectFrom('polls')
		.select('postId')
		.where('postId', 'in', (eb) =>
			eb
				.selectFrom('ballots')
				.innerJoin('ballots as kept', 'kept.postId', 'ballots.postId')
				.select('ballots.postId')
				.where('ballots.memberId', '=', from)
				.where('kept.memberId', '=', into),
		)
		.orderBy('postId')
		.forNoKeyUpdate();

/** Takes the second ballot of those who voted twice out of the polls' tallies; of ranked ones the first choice counts. */
export const dropDoubleBallots = (db: CommunityDb, { from, into }: Pair) =>
	db
		.with('gone', (inner) =>
			inner
				.deleteFrom('ballots')
				.where('memberId', '=', from)
				.where('postId', 'in', (eb) =>
					eb.selectFrom('ballots as kept').select('kept.postId').where('kept.memberId', '=', into),
				)
				.returning(['postId', 'choices']),
		)
		.updateTable('polls')
		.from('gone')
		.set({
			voterCount: sql<number>`greatest(polls.voter_count - 1, 0)`,
			tally: sql`(select jsonb_agg(count::int - (case
					when polls.method = 'ranked' then gone.choices -> 0 = to_jsonb(place - 1)
					else gone.choices @> to_jsonb(place - 1) end)::int order by place)
				from jsonb_array_elements_text(polls.tally) with ordinality as counted(count, place))`,
		})
		.whereRef('polls.postId', '=', 'gone.postId');

export const moveBallots = (db: CommunityDb, { from, into }: Pair) =>
	db.updateTable('ballots').set({ memberId: into, voter: into }).where('memberId', '=', from);

/** Anonymous polls behind one of them, in the order of their ids. */
export const secretPolls = (db: CommunityDb, after: string, limit: number) =>
	db
		.selectFrom('polls')
		.select('postId')
		.where('isAnonymous', '=', true)
		.where('postId', '>', after)
		.orderBy('postId')
		.limit(limit);

type Keys = { postIds: readonly string[]; from: readonly string[]; into: readonly string[] };

/**
 * Puts secret ballots under the key of the one that stays, where they have none: a second one stays as it is, because
 * taking it out would tell by the tally what was chosen.
 */
export const moveSecretBallots = (db: CommunityDb, { postIds, from, into }: Keys) =>
	db
		.updateTable('ballots')
		.from(
			sql<{
				postId: string;
				fromKey: string;
				intoKey: string;
			}>`unnest(${[...postIds]}::uuid[], ${[...from]}::text[], ${[...into]}::text[])`.as<'keys'>(
				sql`keys(post_id, from_key, into_key)`,
			),
		)
		.set({ voter: sql<string>`keys.into_key` })
		.whereRef('ballots.postId', '=', 'keys.postId')
		.whereRef('ballots.voter', '=', 'keys.fromKey')
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('ballots as kept')
						.select(sql`1`.as('one'))
						.whereRef('kept.postId', '=', 'keys.postId')
						.whereRef('kept.voter', '=', 'keys.intoKey'),
				),
			),
		);
