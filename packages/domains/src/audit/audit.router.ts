import * as z from 'zod';
import { SpaceRef } from '../spaces/spaces.schema.ts';
import { communityProcedure, communityRouter } from '../trpc.ts';
import {
	AuditActor,
	AuditLines,
	AuditPage,
	BeginAuditExport,
	CheckAudit,
	CheckedAudit,
	ExportAudit,
	ListAudit,
} from './audit.schema.ts';
import { checkPart } from './check-log.ts';
import { beginExport, exportEntries } from './export-entries.ts';
import { listActors, listEntries } from './list-entries.ts';
import { PublicLogPage, ReadPublicLog } from './public-log.schema.ts';
import { readPublicLog } from './public-log.ts';
import { ListSpaceLog } from './space-log.schema.ts';
import { listSpaceActors, listSpaceLog } from './space-log.ts';

export const auditRouter = communityRouter({
	list: communityProcedure
		.input(ListAudit)
		.output(AuditPage)
		.query(({ ctx, input }) => listEntries(ctx, input)),
	inSpace: communityProcedure
		.input(ListSpaceLog)
		.output(AuditPage)
		.query(({ ctx, input }) => listSpaceLog(ctx, input)),
	publicLog: communityProcedure
		.input(ReadPublicLog)
		.output(PublicLogPage)
		.query(({ ctx, input }) => readPublicLog(ctx, input)),
	actorsInSpace: communityProcedure
		.input(SpaceRef)
		.output(z.array(AuditActor))
		.query(({ ctx, input }) => listSpaceActors(ctx, input)),
	actors: communityProcedure.output(z.array(AuditActor)).query(({ ctx }) => listActors(ctx)),
	beginExport: communityProcedure
		.input(BeginAuditExport)
		.output(z.void())
		.mutation(({ ctx, input }) => beginExport(ctx, input)),
	export: communityProcedure
		.input(ExportAudit)
		.output(AuditLines)
		.query(({ ctx, input }) => exportEntries(ctx, input)),
	check: communityProcedure
		.input(CheckAudit)
		.output(CheckedAudit)
		.query(({ ctx, input }) => checkPart(ctx, input)),
});
