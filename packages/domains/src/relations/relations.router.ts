import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { blockMember } from './block-member.ts';
import { followMember } from './follow-member.ts';
import { followSpace } from './follow-space.ts';
import { muteMember } from './mute-member.ts';
import { muteSpace } from './mute-space.ts';
import {
	getRelation,
	getSpaceRelation,
	listAvoided,
	listFollows,
	listMutedSpaces,
	readCommon,
} from './read-relations.ts';
import {
	InCommon,
	ListAvoided,
	ListFollows,
	MutedSpace,
	RelatedMember,
	RelateMember,
	RelateSpace,
	RelationTo,
	SpaceRelation,
} from './relations.schema.ts';

const People = z.strictObject({
	items: z.array(RelatedMember),
	nextCursor: z.string().nullable(),
});

export const relationsRouter = communityRouter({
	follow: communityProcedure
		.input(RelateMember)
		.output(z.void())
		.mutation(({ ctx, input }) => followMember(ctx, input)),
	followSpace: communityProcedure
		.input(RelateSpace)
		.output(z.void())
		.mutation(({ ctx, input }) => followSpace(ctx, input)),
	mute: communityProcedure
		.input(RelateMember)
		.output(z.void())
		.mutation(({ ctx, input }) => muteMember(ctx, input)),
	muteSpace: communityProcedure
		.input(RelateSpace)
		.output(z.void())
		.mutation(({ ctx, input }) => muteSpace(ctx, input)),
	block: communityProcedure
		.input(RelateMember)
		.output(z.void())
		.mutation(({ ctx, input }) => blockMember(ctx, input)),
	avoided: communityProcedure
		.input(ListAvoided)
		.output(People)
		.query(({ ctx, input }) => listAvoided(ctx, input)),
	mutedSpaces: communityProcedure
		.output(z.array(MutedSpace))
		.query(({ ctx }) => listMutedSpaces(ctx)),
	follows: communityProcedure
		.input(ListFollows)
		.output(People)
		.query(({ ctx, input }) => listFollows(ctx, input)),
	inCommon: communityProcedure
		.input(z.strictObject({ memberId: z.uuid() }))
		.output(InCommon)
		.query(({ ctx, input }) => readCommon(ctx, input)),
	to: communityProcedure
		.input(z.strictObject({ memberId: z.uuid() }))
		.output(RelationTo)
		.query(({ ctx, input }) => getRelation(ctx, input)),
	toSpace: communityProcedure
		.input(z.strictObject({ spaceId: z.uuid() }))
		.output(SpaceRelation)
		.query(({ ctx, input }) => getSpaceRelation(ctx, input)),
});
