import type { Consumer } from '../domain.ts';
import { departureOf, DEPARTURES, forgetMentionsIn } from '../members/index.ts';
import {
	deleteSubmissionsOf,
	rewriteSubmission,
	submissionsMentioning,
} from './submissions.queries.ts';

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

export const submissionsConsumers = {
	'drop-submissions': dropSubmissions,
	'forget-mentions-in-submissions': forgetMentionsIn({
		mentioning: (db, page) => submissionsMentioning(db, page).execute(),
		rewrite: (db, { id }, { body }) => rewriteSubmission(db, id, body).execute(),
	}),
} as const;
