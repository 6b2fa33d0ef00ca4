import * as z from 'zod';
import { communityProcedure } from '../trpc.ts';
import {
	ChallengeCards,
	ChallengePage,
	ChallengeRef,
	ChallengeView,
	ChangeChallenge,
	EvidencePage,
	HandIn,
	JoinChallenge,
	JudgeEvidence,
	ListEvidence,
	SaveChallenge,
} from './challenges.schema.ts';
import { evidenceQueue, handIn, judgeEvidence } from './hand-in.ts';
import { joinChallenge, leaveChallenge, seeChallenge } from './join-challenge.ts';
import { listChallenges, readChallenge, readChallenges } from './read-challenges.ts';
import {
	endChallenge,
	publishChallenge,
	removeChallenge,
	saveChallenge,
} from './save-challenge.ts';

/** The procedures of challenges, beside those of points. */
export const challengeProcedures = {
	listChallenges: communityProcedure
		.output(z.array(ChallengeView))
		.query(({ ctx }) => listChallenges(ctx)),
	saveChallenge: communityProcedure
		.input(SaveChallenge)
		.output(z.void())
		.mutation(({ ctx, input }) => saveChallenge(ctx, input)),
	publishChallenge: communityProcedure
		.input(ChangeChallenge)
		.output(z.void())
		.mutation(({ ctx, input }) => publishChallenge(ctx, input)),
	endChallenge: communityProcedure
		.input(ChangeChallenge)
		.output(z.void())
		.mutation(({ ctx, input }) => endChallenge(ctx, input)),
	removeChallenge: communityProcedure
		.input(ChallengeRef)
		.output(z.void())
		.mutation(({ ctx, input }) => removeChallenge(ctx, input)),
	evidence: communityProcedure
		.input(ListEvidence)
		.output(EvidencePage)
		.query(({ ctx, input }) => evidenceQueue(ctx, input)),
	judgeEvidence: communityProcedure
		.input(JudgeEvidence)
		.output(z.void())
		.mutation(({ ctx, input }) => judgeEvidence(ctx, input)),
	challenges: communityProcedure.output(ChallengeCards).query(({ ctx }) => readChallenges(ctx)),
	challenge: communityProcedure
		.input(ChallengeRef)
		.output(ChallengePage)
		.query(({ ctx, input }) => readChallenge(ctx, input)),
	joinChallenge: communityProcedure
		.input(JoinChallenge)
		.output(z.void())
		.mutation(({ ctx, input }) => joinChallenge(ctx, input)),
	leaveChallenge: communityProcedure
		.input(ChallengeRef)
		.output(z.void())
		.mutation(({ ctx, input }) => leaveChallenge(ctx, input)),
	handIn: communityProcedure
		.input(HandIn)
		.output(z.void())
		.mutation(({ ctx, input }) => handIn(ctx, input)),
	seeChallenge: communityProcedure
		.input(ChallengeRef)
		.output(z.void())
		.mutation(({ ctx, input }) => seeChallenge(ctx, input)),
};
