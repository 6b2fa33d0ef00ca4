import * as z from 'zod';
import { platformProcedure, platformRouter } from '../trpc.ts';
import {
	ArchiveRef,
	ArchiveView,
	BeginImport,
	CloseCommunity,
	ClosingView,
	LoadCommunity,
	OfCommunity,
	OfOrganization,
} from './archives.schema.ts';
import { beginImport } from './begin-import.ts';
import { closeCommunity } from './close-community.ts';
import { keepCommunity, readClosing } from './keep-community.ts';
import { discardImport } from './discard-import.ts';
import { loadCommunity } from './load-community.ts';
import { listExports, listImports, readImport } from './read-archives.ts';
import { requestExport } from './request-export.ts';

export const archivesRouter = platformRouter({
	closing: platformProcedure
		.input(OfCommunity)
		.output(ClosingView.nullable())
		.query(({ ctx, input }) => readClosing(ctx, input)),
	close: platformProcedure
		.input(CloseCommunity)
		.output(z.void())
		.mutation(({ ctx, input }) => closeCommunity(ctx, input)),
	keep: platformProcedure
		.input(OfCommunity)
		.output(z.void())
		.mutation(({ ctx, input }) => keepCommunity(ctx, input)),
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
