import type { OutboxEvent } from '@kith/db/outbox';
import type { Consumer } from '../domain.ts';
import { eventCatalogue, type EventName, type EventPayload } from '../events.ts';
import { departureOf, DEPARTURES, forgottenBy } from '../members/index.ts';
import { hasModule } from '../modules/index.ts';
import { renameInFinals } from './close-seasons.ts';
import type { Scope } from './deeds.queries.ts';
import { forgetInChallenges } from './leave-behind.ts';
import { winnersOf } from './access.queries.ts';
import { noteDeeds, settleLater } from './note-deeds.ts';
import { forgetPoints } from './points.queries.ts';

/** Everything that hangs on a post. */
const ON_POST = ['post', 'feature', 'answer', 'comment', 'reaction', 'vote'] as const;

type Reading = { [Name in EventName]?: (payload: EventPayload<Name>) => Scope[] };

const wholePost = ({ postId }: { postId: string }): Scope[] => [{ kinds: ON_POST, postId }];
const wholeComment = ({ commentId }: { commentId: string }): Scope[] => [
	{ kinds: ['comment', 'reaction', 'answer'], subjectId: commentId },
];
const reaction = ({ subjectId }: { subjectId: string }): Scope[] => [
	{ kinds: ['reaction'], subjectId },
];
const answer = ({ postId }: { postId: string }): Scope[] => [{ kinds: ['answer'], postId }];
const vote = ({ postId }: { postId: string }): Scope[] => [{ kinds: ['vote'], postId }];
const merged = ({ postId, intoId }: { postId: string; intoId: string }): Scope[] => [
	...wholePost({ postId }),
	...vote({ postId: intoId }),
];
const arrival = ({ memberId }: { memberId: string }): Scope[] => [
	{ kinds: ['join', 'invitation'], subjectId: memberId },
];
const follow = ({ memberId, targetId }: { memberId: string; targetId: string }): Scope[] => [
	{ kinds: ['follow'], subjectId: targetId, memberId },
];
const document = ({ documentId }: { documentId: string }): Scope[] => [
	{ kinds: ['document'], subjectId: documentId },
];
const feature = ({ postId }: { postId: string }): Scope[] => [{ kinds: ['feature'], postId }];

/** What has to be looked at again when something happened. */
const SCOPES: Reading = {
	'posts.published': wholePost,
	'posts.removed': wholePost,
	'posts.put_back': wholePost,
	'lifecycle.post_moved': wholePost,
	'lifecycle.post_featured': feature,
	'lifecycle.post_unfeatured': feature,
	'comments.published': wholeComment,
	'comments.put_back': wholeComment,
	'comments.removed': wholeComment,
	'reactions.added': reaction,
	'reactions.taken_back': reaction,
	'questions.answer_accepted': answer,
	'questions.answer_withdrawn': answer,
	'ideas.voted': vote,
	'ideas.vote_taken_back': vote,
	'ideas.merged': merged,
	'ideas.unmerged': merged,
	'members.joined': arrival,
	'members.approved': arrival,
	'members.left': arrival,
	'members.removed': arrival,
	'relations.followed': follow,
	'relations.unfollowed': follow,
	'library.document_added': document,
	'library.document_deleted': document,
	'library.document_restored': document,
};

function scopesOf({ type, payload }: OutboxEvent): Scope[] {
	const name = type as EventName;
	const read = SCOPES[name] as ((payload: unknown) => Scope[]) | undefined;
	return read?.(eventCatalogue[name].payload.parse(payload)) ?? [];
}

const noteWhatHappened: Consumer = {
	on: Object.keys(SCOPES),
	async handle(ctx, event) {
		if (!hasModule(ctx, 'gamification')) return;
		await ctx.transaction((tx) => noteDeeds(ctx, tx, scopesOf(event)));
	},
};

/** A role that was won may have power over others since: whoever has it by what they did is looked at again. */
const mindPower: Consumer = {
	on: ['roles.updated'],
	async handle(ctx, event) {
		if (!hasModule(ctx, 'gamification')) return;
		const { roleId } = eventCatalogue['roles.updated'].payload.parse(event.payload);
		await ctx.transaction(async (tx) => {
			const winners = await winnersOf(tx.db, roleId).execute();
			await settleLater(
				ctx,
				tx,
				winners.map(({ memberId }) => memberId),
			);
		});
	},
};

/** Who asks to be forgotten takes along what they earned. */
const forget: Consumer = {
	on: DEPARTURES,
	async handle(ctx, event) {
		if (!hasModule(ctx, 'gamification') || !forgottenBy(ctx, event)) return;
		const { memberId } = departureOf(event);
		await ctx.transaction(async (tx) => {
			await forgetInChallenges(tx, memberId);
			await forgetPoints(tx.db, memberId);
			await renameInFinals(ctx, tx, { from: memberId, into: null });
		});
	},
};

export const gamificationConsumers = {
	'note-deeds': noteWhatHappened,
	'mind-power': mindPower,
	'forget-points': forget,
} as const;
