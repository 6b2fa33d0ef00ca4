import * as z from 'zod';
import { platformProcedure, platformRouter } from '../trpc.ts';
import {
	ArchiveRef,
	ArchiveView,
	BeginImport,
	LoadCommunity,
	OfCommunity,
	OfOrganization,
} from './archives.schema.ts';
import { beginImport } from './begin-import.ts';
import { discardImport } from './discard-import.ts';
import { loadCommunity } from './load-community.ts';
import { listExports, listImports, readImport } from './read-archives.ts';
import { requestExport } from './request-export.ts';

export const archivesRouter = platformRouter({
	exports: platformProcedure
		.input(OfCommunity)
		.output(z.array(ArchiveView))
		.query(({ ctx, input }) => listExports(ctx, input)),
	requestExport: platformProcedure
		.input(OfCommunity)
		.output(ArchiveRef)
		.mutation(({ ctx, input }) => requestExport(ctx, input)),
	imports: platformProcedure
		.input(OfOrganization)
		.output(z.array(ArchiveView))
		.query(({ ctx, input }) => listImports(ctx, input)),
	import: platformProcedure
		.input(ArchiveRef)
		.output(ArchiveView)
		.query(({ ctx, input }) => readImport(ctx, input)),
	beginImport: platformProcedure
		.input(BeginImport)
		.output(ArchiveRef)
		.mutation(({ ctx, input }) => beginImport(ctx, input)),
	load: platformProcedure
		.input(LoadCommunity)
		.output(OfCommunity)
		.mutation(({ ctx, input }) => loadCommunity(ctx, input)),
	discard: platformProcedure
		.input(ArchiveRef)
		.output(z.void())
		.mutation(({ ctx, input }) => discardImport(ctx, input)),
});
