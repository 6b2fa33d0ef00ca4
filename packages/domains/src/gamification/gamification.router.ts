import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import {
	Board,
	GalleryBadge,
	ListPoints,
	OwnScore,
	PointPage,
	PointsFace,
	PublishRule,
	ReadBoard,
	RuleRef,
	RuleView,
	SaveRule,
	Score,
	ScoreOf,
	SetOffBoards,
	StopRule,
} from './gamification.schema.ts';
import {
	BadgeRef,
	BadgeView,
	GiveBadge,
	GivePoints,
	GrantRef,
	LevelsTried,
	LevelsView,
	TryLevels,
	SaveBadge,
	SaveLevels,
	SharedBadge,
	ShareBadge,
	SimulateRules,
	Simulation,
	StartPoints,
	TakeBadge,
} from './awards.schema.ts';
import { challengeProcedures } from './challenges.router.ts';
import { givePoints } from './give-points.ts';
import { archiveBadge, giveBadge, saveBadge, takeBadge } from './make-badge.ts';
import { readBoard } from './read-board.ts';
import { listRules } from './read-rules.ts';
import {
	celebrate,
	listBadges,
	listPoints,
	ownScore,
	pointsFace,
	scoreOf,
	setOffBoards,
} from './read-score.ts';
import { badgeGallery } from './badge-gallery.ts';
import { shareBadge, sharedBadge } from './share-badge.ts';
import { listLevels, saveLevels, tryLevels } from './save-levels.ts';
import { publishRule, removeRule, saveRule, stopRule } from './save-rule.ts';
import { listSeasons, removeSeason, saveSeason } from './save-season.ts';
import { RemoveSeason, SaveSeason, SeasonView } from './seasons.schema.ts';
import { SetTrial } from './set-trial.schema.ts';
import { simulateRule } from './simulate-rule.ts';
import { simulateSet } from './simulate-set.ts';
import { startPoints } from './start-points.ts';

export const gamificationRouter = communityRouter({
	...challengeProcedures,
	start: communityProcedure
		.input(StartPoints)
		.output(z.void())
		.mutation(({ ctx, input }) => startPoints(ctx, input)),
	face: communityProcedure.output(PointsFace).query(({ ctx }) => pointsFace(ctx)),
	rules: communityProcedure.output(z.array(RuleView)).query(({ ctx }) => listRules(ctx)),
	saveRule: communityProcedure
		.input(SaveRule)
		.output(z.void())
		.mutation(({ ctx, input }) => saveRule(ctx, input)),
	publishRule: communityProcedure
		.input(PublishRule)
		.output(z.void())
		.mutation(({ ctx, input }) => publishRule(ctx, input)),
	stopRule: communityProcedure
		.input(StopRule)
		.output(z.void())
		.mutation(({ ctx, input }) => stopRule(ctx, input)),
	removeRule: communityProcedure
		.input(RuleRef)
		.output(z.void())
		.mutation(({ ctx, input }) => removeRule(ctx, input)),
	simulate: communityProcedure
		.input(SimulateRules)
		.output(Simulation)
		.query(({ ctx, input }) => simulateRule(ctx, input)),
	simulateSet: communityProcedure.output(SetTrial).query(({ ctx }) => simulateSet(ctx)),
	badges: communityProcedure.output(z.array(BadgeView)).query(({ ctx }) => listBadges(ctx)),
	gallery: communityProcedure.output(z.array(GalleryBadge)).query(({ ctx }) => badgeGallery(ctx)),
	shared: communityProcedure
		.input(GrantRef)
		.output(SharedBadge)
		.query(({ ctx, input }) => sharedBadge(ctx, input)),
	shareBadge: communityProcedure
		.input(ShareBadge)
		.output(z.void())
		.mutation(({ ctx, input }) => shareBadge(ctx, input)),
	saveBadge: communityProcedure
		.input(SaveBadge)
		.output(z.void())
		.mutation(({ ctx, input }) => saveBadge(ctx, input)),
	archiveBadge: communityProcedure
		.input(BadgeRef)
		.output(z.void())
		.mutation(({ ctx, input }) => archiveBadge(ctx, input)),
	giveBadge: communityProcedure
		.input(GiveBadge)
		.output(z.void())
		.mutation(({ ctx, input }) => giveBadge(ctx, input)),
	takeBadge: communityProcedure
		.input(TakeBadge)
		.output(z.void())
		.mutation(({ ctx, input }) => takeBadge(ctx, input)),
	tryLevels: communityProcedure
		.input(TryLevels)
		.output(LevelsTried)
		.query(({ ctx, input }) => tryLevels(ctx, input)),
	levels: communityProcedure.output(LevelsView).query(({ ctx }) => listLevels(ctx)),
	saveLevels: communityProcedure
		.input(SaveLevels)
		.output(z.void())
		.mutation(({ ctx, input }) => saveLevels(ctx, input)),
	give: communityProcedure
		.input(GivePoints)
		.output(z.void())
		.mutation(({ ctx, input }) => givePoints(ctx, input)),
	score: communityProcedure
		.input(ScoreOf)
		.output(Score)
		.query(({ ctx, input }) => scoreOf(ctx, input)),
	mine: communityProcedure.output(OwnScore).query(({ ctx }) => ownScore(ctx)),
	log: communityProcedure
		.input(ListPoints)
		.output(PointPage)
		.query(({ ctx, input }) => listPoints(ctx, input)),
	board: communityProcedure
		.input(ReadBoard)
		.output(Board)
		.query(({ ctx, input }) => readBoard(ctx, input)),
	seasons: communityProcedure.output(z.array(SeasonView)).query(({ ctx }) => listSeasons(ctx)),
	saveSeason: communityProcedure
		.input(SaveSeason)
		.output(z.void())
		.mutation(({ ctx, input }) => saveSeason(ctx, input)),
	removeSeason: communityProcedure
		.input(RemoveSeason)
		.output(z.void())
		.mutation(({ ctx, input }) => removeSeason(ctx, input)),
	setOffBoards: communityProcedure
		.input(SetOffBoards)
		.output(z.void())
		.mutation(({ ctx, input }) => setOffBoards(ctx, input)),
	celebrate: communityProcedure.output(z.void()).mutation(({ ctx }) => celebrate(ctx)),
});
