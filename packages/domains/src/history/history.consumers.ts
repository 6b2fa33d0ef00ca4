import type { Consumer } from '../domain.ts';
import { departureOf, DEPARTURES, alignMentionsIn, forgottenBy } from '../members/index.ts';
import {
	deleteHistoryOf,
	forgetNamesOf,
	rewriteVersion,
	versionsMentioning,
} from './history.queries.ts';

const forgetVersions: Consumer = {
	on: DEPARTURES,
	async handle(ctx, event) {
		const forgotten = forgottenBy(ctx, event);
		if (!forgotten) return;
		await ctx.transaction(async ({ db }) => {
			await forgetNamesOf(db, forgotten.memberId, forgotten.label).execute();
			if (departureOf(event).contributions === 'delete')
				await deleteHistoryOf(db, forgotten.memberId).execute();
		});
	},
};

export const historyConsumers = {
	'forget-versions': forgetVersions,
	'forget-mentions-in-versions': alignMentionsIn({
		mentioning: (db, page) => versionsMentioning(db, page).execute(),
		rewrite: (db, { id }, { body }) => rewriteVersion(db, id, body).execute(),
	}),
} as const;
