import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { hideVersion, showVersion } from './hide-version.ts';
import {
	HideVersion,
	HistoryPage,
	ListHistory,
	VersionDetail,
	VersionRef,
} from './history.schema.ts';
import { listHistory, readVersion } from './read-history.ts';

export const historyRouter = communityRouter({
	list: communityProcedure
		.input(ListHistory)
		.output(HistoryPage)
		.query(({ ctx, input }) => listHistory(ctx, input)),
	version: communityProcedure
		.input(VersionRef)
		.output(VersionDetail)
		.query(({ ctx, input }) => readVersion(ctx, input)),
	hide: communityProcedure
		.input(HideVersion)
		.output(z.void())
		.mutation(({ ctx, input }) => hideVersion(ctx, input)),
	show: communityProcedure
		.input(VersionRef)
		.output(z.void())
		.mutation(({ ctx, input }) => showVersion(ctx, input)),
});
