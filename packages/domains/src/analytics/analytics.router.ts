import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { AskReport, Home, Report, Window } from './analytics.schema.ts';
import {
	AskModeration,
	AskModerationTable,
	ModerationFile,
	ModerationNumbers,
} from './moderation.schema.ts';
import {
	listExplorations,
	removeExploration,
	renameExploration,
	saveExploration,
} from './explorations.ts';
import {
	ListedExploration,
	MailExploration,
	RemoveExploration,
	RenameExploration,
	SaveExploration,
} from './explorations.schema.ts';
import { mailExploration } from './mail-exploration.ts';
import { explorable } from './explore-choices.ts';
import { explore, exportExplored } from './explore.ts';
import { AskExplore, ExploreChoices, Explored } from './explore.schema.ts';
import { Health, WeighHealth } from './health.schema.ts';
import { AskOutlook, Outlook } from './outlook.schema.ts';
import { readHealth } from './read-health.ts';
import { readHome } from './read-home.ts';
import { readOutlook } from './read-outlook.ts';
import { exportReport, readReport } from './read-report.ts';
import { exportModeration, readModeration } from './read-moderation.ts';
import { readSpace } from './read-space.ts';
import { readRisk } from './read-risk.ts';
import { Risk } from './risk.schema.ts';
import { readWeek, setWeekMail } from './read-week.ts';
import { AskSpaceNumbers, SpaceNumbers } from './space-numbers.schema.ts';
import { startAnalytics } from './start-analytics.ts';
import { weighHealth } from './weigh-health.ts';
import { AskWeek, SetWeekMail, WeekRead } from './weeks.schema.ts';

export const analyticsRouter = communityRouter({
	start: communityProcedure.output(z.void()).mutation(({ ctx }) => startAnalytics(ctx)),
	home: communityProcedure
		.input(Window)
		.output(Home)
		.query(({ ctx, input }) => readHome(ctx, input)),
	report: communityProcedure
		.input(AskReport)
		.output(Report)
		.query(({ ctx, input }) => readReport(ctx, input)),
	exportReport: communityProcedure
		.input(AskReport)
		.output(Report)
		.mutation(({ ctx, input }) => exportReport(ctx, input)),
	explore: communityProcedure
		.input(AskExplore)
		.output(Explored)
		.query(({ ctx, input }) => explore(ctx, input)),
	explorable: communityProcedure.output(ExploreChoices).query(({ ctx }) => explorable(ctx)),
	exportExplored: communityProcedure
		.input(AskExplore)
		.output(Explored)
		.mutation(({ ctx, input }) => exportExplored(ctx, input)),
	explorations: communityProcedure
		.output(z.array(ListedExploration))
		.query(({ ctx }) => listExplorations(ctx)),
	saveExploration: communityProcedure
		.input(SaveExploration)
		.output(z.void())
		.mutation(({ ctx, input }) => saveExploration(ctx, input)),
	renameExploration: communityProcedure
		.input(RenameExploration)
		.output(z.void())
		.mutation(({ ctx, input }) => renameExploration(ctx, input)),
	mailExploration: communityProcedure
		.input(MailExploration)
		.output(z.void())
		.mutation(({ ctx, input }) => mailExploration(ctx, input)),
	removeExploration: communityProcedure
		.input(RemoveExploration)
		.output(z.void())
		.mutation(({ ctx, input }) => removeExploration(ctx, input)),
	week: communityProcedure
		.input(AskWeek)
		.output(WeekRead)
		.query(({ ctx, input }) => readWeek(ctx, input)),
	inSpace: communityProcedure
		.input(AskSpaceNumbers)
		.output(SpaceNumbers)
		.query(({ ctx, input }) => readSpace(ctx, input)),
	moderation: communityProcedure
		.input(AskModeration)
		.output(ModerationNumbers)
		.query(({ ctx, input }) => readModeration(ctx, input)),
	exportModeration: communityProcedure
		.input(AskModerationTable)
		.output(ModerationFile)
		.mutation(({ ctx, input }) => exportModeration(ctx, input)),
	health: communityProcedure.output(Health).query(({ ctx }) => readHealth(ctx)),
	weighHealth: communityProcedure
		.input(WeighHealth)
		.output(WeighHealth.pick({ version: true }))
		.mutation(({ ctx, input }) => weighHealth(ctx, input)),
	outlook: communityProcedure
		.input(AskOutlook)
		.output(Outlook)
		.query(({ ctx, input }) => readOutlook(ctx, input)),
	risk: communityProcedure.output(Risk).query(({ ctx }) => readRisk(ctx)),
	setWeekMail: communityProcedure
		.input(SetWeekMail)
		.output(z.void())
		.mutation(({ ctx, input }) => setWeekMail(ctx, input)),
});
