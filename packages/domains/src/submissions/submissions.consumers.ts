import * as z from 'zod';
import type { Consumer } from '../domain.ts';
import { departureOf, DEPARTURES, alignMentionsIn } from '../members/index.ts';
import {
	deleteChangesOf,
	deleteSubmissionsOf,
	moveChangesOf,
	rewriteSubmission,
	submissionsMentioning,
} from './submissions.queries.ts';

const Subject = z.object({ postId: z.uuid(), spaceId: z.uuid(), commentId: z.uuid().optional() });

/** What somebody who left still had waiting is never published. */
const dropSubmissions: Consumer = {
	on: DEPARTURES,
	async handle(ctx, event) {
		const { memberId } = departureOf(event);
		await ctx.transaction(async ({ db }) => {
			await deleteSubmissionsOf(db, memberId).execute();
		});
	},
};

/** Of what has left the site nothing is to be changed any more. */
const dropChanges: Consumer = {
	on: ['posts.removed', 'comments.removed'],
	async handle(ctx, { payload }) {
		const { commentId, postId } = Subject.parse(payload);
		await ctx.transaction(async ({ db }) => {
			await deleteChangesOf(db, commentId ?? postId).execute();
		});
	},
};

const moveChanges: Consumer = {
	on: ['lifecycle.post_moved'],
	async handle(ctx, { payload }) {
		const { postId, spaceId } = Subject.parse(payload);
		await ctx.transaction(async ({ db }) => {
			await moveChangesOf(db, postId, spaceId).execute();
		});
	},
};

export const submissionsConsumers = {
	'drop-changes': dropChanges,
	'move-changes': moveChanges,
	'drop-submissions': dropSubmissions,
	'forget-mentions-in-submissions': alignMentionsIn({
		mentioning: (db, page) => submissionsMentioning(db, page).execute(),
		rewrite: (db, { id }, { body }) => rewriteSubmission(db, id, body).execute(),
	}),
} as const;
