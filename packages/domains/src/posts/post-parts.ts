import { termsOf } from '../announcements/index.ts';
import type { AnnouncementPart } from '../announcements/announcements.schema.ts';
import type { CommunityContext } from '../context.ts';
import { IdeaFacts, type IdeaPart } from '../ideas/ideas.schema.ts';
import { isAllowed } from '../permissions/ability.ts';
import { hiddenMembers } from '../permissions/hidden-members.ts';
import { pollView, voterKey, type RankedBallots } from '../polls/index.ts';
import type { QuestionPart } from '../questions/questions.schema.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { partsRow } from './post-parts.queries.ts';
import type { postCardById } from './posts.queries.ts';
import type { PostDetail } from './posts.schema.ts';

type Row = Awaited<ReturnType<ReturnType<typeof postCardById>['executeTakeFirstOrThrow']>>;
type Found = Awaited<ReturnType<ReturnType<typeof partsRow>['executeTakeFirstOrThrow']>>;

const NOTHING: Found = {
	...{ poll: null, ballots: [], ballot: null },
	answer: null,
	mergedInto: null,
	merged: [],
};

/** What only posts of some kinds have: one statement for those, none for all others. */
// authorize: parts of a post the caller was allowed to read.
export async function partsOf(ctx: CommunityContext, row: Row): Promise<PostDetail['parts']> {
	const hasParts = row.hasPoll || row.kind === 'idea' || row.answerId !== null;
	const found = hasParts
		? await partsRow(ctx.db, row, ballotKeys(ctx, row)).executeTakeFirstOrThrow()
		: NOTHING;
	return {
		question: row.kind === 'question' ? questionPart(ctx, row, found) : null,
		idea: row.kind === 'idea' ? ideaPart(ctx, row, found) : null,
		poll: found.poll && pollPart(ctx, row, found),
		announcement: row.kind === 'announcement' ? announcementPart(ctx, row) : null,
	};
}

function ballotKeys(ctx: CommunityContext, { id: postId }: Row): string[] {
	const { memberId } = ctx.grants;
	const { secret } = ctx.services;
	const keyOf = (isAnonymous: boolean) => voterKey(secret, { postId, memberId, isAnonymous });
	return [keyOf(false), keyOf(true)];
}

function pollPart(ctx: CommunityContext, row: Row, { poll, ballots, ballot }: Found) {
	if (!poll) return null;
	const dateOf = (text: Date | string | null) => (text === null ? null : new Date(text));
	const facts = {
		...{ method: poll.method, choices: poll.choices, results: poll.results, tally: poll.tally },
		...{ maxChoices: poll.most, isAnonymous: poll.anonymous, voterCount: poll.voters },
		...{ endsAt: dateOf(poll.ends), closedAt: dateOf(poll.closed) },
	};
	return pollView(facts, {
		now: ctx.clock.now(),
		mine: (ballot ?? []) as unknown as number[],
		ballots: ballots as unknown as RankedBallots,
		mayVote: isAllowed(ctx.ability, 'answer', 'Post', row),
		mayClose: isAllowed(ctx.ability, 'close', 'Post', row),
	});
}

/** With the answer's text as it is stored: whoever shows the post shows both texts at once. */
function questionPart(ctx: CommunityContext, row: Row, { answer }: Found): QuestionPart {
	const mayAccept = isAllowed(ctx.ability, 'accept', 'Post', row);
	if (!answer || hiddenMembers(ctx.grants).includes(answer.author))
		return { mayAccept, answer: null };
	const body = answer.body as unknown as RichText;
	const author = { handle: answer.handle, name: answer.name, avatarFileId: answer.avatar };
	return {
		mayAccept,
		answer: { commentId: answer.id, author, body, createdAt: new Date(answer.at) },
	};
}

function ideaPart(ctx: CommunityContext, row: Row, found: Found): IdeaPart {
	const { note, statusAt } = IdeaFacts.parse(row.kindFacts);
	const reads = ({ space: spaceId, status, author: authorId, others }: Found['merged'][number]) =>
		isAllowed(ctx.ability, 'read', 'Post', { spaceId, status, authorId, coAuthorIds: others });
	const titled = ({ id, title }: Found['merged'][number]) => ({ id, title });
	const isClosed = row.state === 'shipped' || row.state === 'declined';
	const isOwn = [row.authorId, ...row.coAuthorIds].includes(ctx.grants.memberId);
	const mayVote = isAllowed(ctx.ability, 'vote', 'Post', row);
	return {
		note,
		statusAt: statusAt ? new Date(statusAt) : null,
		...{ mayVote: mayVote && !isOwn && !isClosed && !row.mergedIntoId, isOwn },
		mayManage: isAllowed(ctx.ability, 'decide', 'Post', row),
		mergedInto: found.mergedInto && reads(found.mergedInto) ? titled(found.mergedInto) : null,
		merged: found.merged.filter(reads).map(titled),
	};
}

function announcementPart(ctx: CommunityContext, row: Row): AnnouncementPart {
	const { audience, mustAcknowledge } = termsOf(row.kindFacts);
	const roles = ctx.snapshot.roles.filter(({ id }) => audience.roleIds.includes(id));
	return {
		audience: { kind: audience.kind, roles: roles.map(({ name }) => name) },
		...{ mustAcknowledge, acknowledgedAt: row.acknowledgedAt, isSeen: row.toldAt !== null },
		mayAcknowledge: mustAcknowledge && ctx.viewer?.standing === 'active',
		mayReport: isAllowed(ctx.ability, 'announce', 'Post', row),
	};
}
