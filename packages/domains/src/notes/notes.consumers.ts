import type { Consumer } from '../domain.ts';
import { DEPARTURES, forgottenBy } from '../members/index.ts';
import { deleteNotesAbout } from './notes.queries.ts';

/** What was written of a person goes with their name. */
const forgetNotes: Consumer = {
	on: DEPARTURES,
	async handle(ctx, event) {
		const forgotten = forgottenBy(ctx, event);
		if (!forgotten) return;
		await ctx.transaction(async ({ db }) => {
			await deleteNotesAbout(db, forgotten.memberId).execute();
		});
	},
};

export const notesConsumers = { 'forget-notes': forgetNotes } as const;
