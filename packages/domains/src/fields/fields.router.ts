import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { archiveField, planArchive } from './archive-field.ts';
import { arrangeFields } from './arrange-fields.ts';
import {
	ArchiveField,
	ArchivePlan,
	ArrangeFields,
	CreateField,
	FieldRef,
	FilterField,
	MemberField,
	UpdateField,
} from './fields.schema.ts';
import { listFields, listFilters } from './read-fields.ts';
import { createField, updateField } from './save-field.ts';

export const fieldsRouter = communityRouter({
	list: communityProcedure.output(z.array(MemberField)).query(({ ctx }) => listFields(ctx)),
	filters: communityProcedure.output(z.array(FilterField)).query(({ ctx }) => listFilters(ctx)),
	create: communityProcedure
		.input(CreateField)
		.output(FieldRef)
		.mutation(({ ctx, input }) => createField(ctx, input)),
	update: communityProcedure
		.input(UpdateField)
		.output(z.void())
		.mutation(({ ctx, input }) => updateField(ctx, input)),
	arrange: communityProcedure
		.input(ArrangeFields)
		.output(z.void())
		.mutation(({ ctx, input }) => arrangeFields(ctx, input)),
	planArchive: communityProcedure
		.input(FieldRef)
		.output(ArchivePlan)
		.query(({ ctx, input }) => planArchive(ctx, input)),
	archive: communityProcedure
		.input(ArchiveField)
		.output(z.void())
		.mutation(({ ctx, input }) => archiveField(ctx, input)),
});
