import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { AddNote, EditNote, ListTimeline, NoteRef, TimelinePage } from './notes.schema.ts';
import { listTimeline } from './read-timeline.ts';
import { addNote, editNote, removeNote } from './write-note.ts';

export const notesRouter = communityRouter({
	timeline: communityProcedure
		.input(ListTimeline)
		.output(TimelinePage)
		.query(({ ctx, input }) => listTimeline(ctx, input)),
	add: communityProcedure
		.input(AddNote)
		.output(z.void())
		.mutation(({ ctx, input }) => addNote(ctx, input)),
	edit: communityProcedure
		.input(EditNote)
		.output(z.void())
		.mutation(({ ctx, input }) => editNote(ctx, input)),
	remove: communityProcedure
		.input(NoteRef)
		.output(z.void())
		.mutation(({ ctx, input }) => removeNote(ctx, input)),
});
