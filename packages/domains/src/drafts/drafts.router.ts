import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { discardDraft } from './discard-draft.ts';
import { Draft, DraftLine, DraftRef, SaveDraft } from './drafts.schema.ts';
import { getDraft, listDrafts } from './read-drafts.ts';
import { saveDraft } from './save-draft.ts';

export const draftsRouter = communityRouter({
	list: communityProcedure.output(z.array(DraftLine)).query(({ ctx }) => listDrafts(ctx)),
	get: communityProcedure
		.input(DraftRef)
		.output(Draft.nullable())
		.query(({ ctx, input }) => getDraft(ctx, input)),
	save: communityProcedure
		.input(SaveDraft)
		.output(z.strictObject({ updatedAt: z.date() }))
		.mutation(({ ctx, input }) => saveDraft(ctx, input)),
	discard: communityProcedure
		.input(DraftRef)
		.output(z.void())
		.mutation(({ ctx, input }) => discardDraft(ctx, input)),
});
