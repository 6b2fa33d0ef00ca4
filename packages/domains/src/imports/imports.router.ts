import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { checkImport } from './check-import.ts';
import {
	CheckImport,
	Import,
	ImportRef,
	ListProblems,
	ProblemPage,
	Report,
} from './imports.schema.ts';
import { getImport, listImports, listProblems } from './read-imports.ts';
import { startImport } from './start-import.ts';

export const importsRouter = communityRouter({
	get: communityProcedure
		.input(ImportRef)
		.output(Import)
		.query(({ ctx, input }) => getImport(ctx, input)),
	list: communityProcedure.output(z.array(Import)).query(({ ctx }) => listImports(ctx)),
	check: communityProcedure
		.input(CheckImport)
		.output(Report)
		.mutation(({ ctx, input }) => checkImport(ctx, input)),
	start: communityProcedure
		.input(ImportRef)
		.output(z.void())
		.mutation(({ ctx, input }) => startImport(ctx, input)),
	problems: communityProcedure
		.input(ListProblems)
		.output(ProblemPage)
		.query(({ ctx, input }) => listProblems(ctx, input)),
});
