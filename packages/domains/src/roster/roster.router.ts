import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { changeLabels, listLabels } from './change-labels.ts';
import { exportRoster } from './export-roster.ts';
import { ChangeLabels } from './labels.schema.ts';
import { countRoster, getRosterMember, listRoster } from './read-roster.ts';
import {
	CountRoster,
	ExportRoster,
	ListRoster,
	MemberRef,
	RosterCount,
	RosterExport,
	RosterMember,
	RosterPage,
	SaveSegment,
	Segment,
	SegmentRef,
} from './roster.schema.ts';
import { deleteSegment, listSegments, saveSegment } from './save-segment.ts';

export const rosterRouter = communityRouter({
	list: communityProcedure
		.input(ListRoster)
		.output(RosterPage)
		.query(({ ctx, input }) => listRoster(ctx, input)),
	get: communityProcedure
		.input(MemberRef)
		.output(RosterMember)
		.query(({ ctx, input }) => getRosterMember(ctx, input)),
	count: communityProcedure
		.input(CountRoster)
		.output(RosterCount)
		.query(({ ctx, input }) => countRoster(ctx, input)),
	export: communityProcedure
		.input(ExportRoster)
		.output(RosterExport)
		.mutation(({ ctx, input }) => exportRoster(ctx, input)),
	labels: communityProcedure.output(z.array(z.string())).query(({ ctx }) => listLabels(ctx)),
	changeLabels: communityProcedure
		.input(ChangeLabels)
		.output(z.array(z.string()))
		.mutation(async ({ ctx, input }) => [...(await changeLabels(ctx, input))]),
	segments: communityProcedure.output(z.array(Segment)).query(({ ctx }) => listSegments(ctx)),
	saveSegment: communityProcedure
		.input(SaveSegment)
		.output(z.void())
		.mutation(({ ctx, input }) => saveSegment(ctx, input)),
	deleteSegment: communityProcedure
		.input(SegmentRef)
		.output(z.void())
		.mutation(({ ctx, input }) => deleteSegment(ctx, input)),
});
