import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { mergePoints } from '../gamification/index.ts';
import { mergeAffiliates } from '../affiliates/index.ts';
import { mergeMemberships } from '../memberships/index.ts';
import { voterKey } from '../polls/index.ts';
import { moveExplorations } from '../analytics/index.ts';
import { moveShifts } from '../rota/index.ts';
import { dropDoubles, dropOlder, dropRows, fillIn, moveRows, type Pair } from './moving.queries.ts';
import { RULES } from './rules.ts';
import {
	dropDoubleBallots,
	dropDoubleReactions,
	dropDoubleVotes,
	dropOwnReactions,
	dropOwnVotes,
	dropZeroScores,
	lockSharedPolls,
	lowerScores,
	moveBallots,
	moveSecretBallots,
	secretPolls,
} from './tallies.queries.ts';
import {
	addUsage,
	dropBlockedFollows,
	dropDoubleChanges,
	dropDoubleTies,
	dropJoinedFolders,
	dropMutedFollows,
	dropTiesBetween,
	joinFolders,
	moveNamed,
	moveNotes,
	moveShared,
	moveTies,
} from './ties.queries.ts';

const POLLS_AT_ONCE = 1000;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Brings everything that an account wrote, has and is named in to another one, with counts that go on to be right. What
 * it did not bring the first time it brings the next: run again, it moves what was written meanwhile.
 */
// authorize: the verb has asked for both.
export async function moveEverything(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	pair: Pair,
): Promise<void> {
	await moveCounted(tx, pair);
	await moveBallotBoxes(ctx, tx, pair);
	await moveTied(tx, pair);
	await mergeMemberships(ctx, tx, pair);
	await mergePoints(ctx, tx, pair);
	await mergeAffiliates(ctx, tx, pair);
	await moveShifts(ctx, tx, pair);
	await moveExplorations(ctx, tx, pair);
	for (const [name, rule] of Object.entries(RULES)) {
		const [table = '', column = ''] = name.split('.');
		const place = { table, column };
		if (rule.how === 'move') await moveRows(tx.db, place, pair).execute();
		if (rule.how === 'drop') await dropRows(tx.db, place, pair).execute();
		if (rule.how === 'join') await joinRows(tx, { ...place, ...rule }, pair);
	}
}

type Joined = {
	table: string;
	column: string;
	by: readonly string[];
	fill?: readonly string[];
	latest?: readonly string[];
	newer?: string;
};

async function joinRows({ db }: CommunityTransaction, place: Joined, pair: Pair): Promise<void> {
	const { newer } = place;
	if (place.fill || place.latest) await fillIn(db, place, pair).execute();
	if (newer) await dropOlder(db, { ...place, newer }, pair).execute();
	await dropDoubles(db, place, pair).execute();
	await moveRows(db, place, pair).execute();
}

async function moveCounted({ db }: CommunityTransaction, pair: Pair): Promise<void> {
	const lowered = await dropDoubleReactions(db, 'posts', pair).execute();
	lowered.push(...(await dropOwnReactions(db, 'posts', pair).execute()));
	const postIds = lowered.map(({ id }) => id);
	if (postIds.length > 0) await lowerScores(db, postIds).execute();
	if (postIds.length > 0) await dropZeroScores(db, postIds).execute();
	await dropDoubleReactions(db, 'comments', pair).execute();
	await dropOwnReactions(db, 'comments', pair).execute();
	await moveRows(db, { table: 'reactions', column: 'memberId' }, pair).execute();
	await dropDoubleVotes(db, pair).execute();
	await dropOwnVotes(db, pair).execute();
	await moveRows(db, { table: 'votes', column: 'memberId' }, pair).execute();
	await addUsage(db, pair).execute();
}

async function moveBallotBoxes(
	{ services }: CommunityContext,
	{ db }: CommunityTransaction,
	{ from, into }: Pair,
): Promise<void> {
	await lockSharedPolls(db, { from, into }).execute();
	await dropDoubleBallots(db, { from, into }).execute();
	await moveBallots(db, { from, into }).execute();
	const keyOf = (postId: string, memberId: string) =>
		voterKey(services.secret, { postId, memberId, isAnonymous: true });
	for (let after: string | undefined = FIRST; after;) {
		const polls: { postId: string }[] = await secretPolls(db, after, POLLS_AT_ONCE).execute();
		const postIds = polls.map(({ postId }) => postId);
		if (postIds.length > 0)
			await moveSecretBallots(db, {
				postIds,
				from: postIds.map((id) => keyOf(id, from)),
				into: postIds.map((id) => keyOf(id, into)),
			}).execute();
		after = polls.length < POLLS_AT_ONCE ? undefined : postIds.at(-1);
	}
}

async function moveTied({ db }: CommunityTransaction, pair: Pair): Promise<void> {
	await dropTiesBetween(db, pair).execute();
	await dropDoubleTies(db, pair).execute();
	for (const statement of moveTies(db, pair)) await statement.execute();
	await dropBlockedFollows(db, pair).execute();
	await dropMutedFollows(db, pair).execute();
	await joinFolders(db, pair).execute();
	await dropJoinedFolders(db, pair).execute();
	await moveRows(db, { table: 'bookmarkFolders', column: 'memberId' }, pair).execute();
	await moveShared(db, pair).execute();
	await dropDoubleChanges(db, pair).execute();
	await moveRows(db, { table: 'submissions', column: 'authorId' }, pair).execute();
	await moveNotes(db, pair).execute();
	await moveNamed(db, pair).execute();
}
