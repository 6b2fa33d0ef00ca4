import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { blockMember } from './block-member.ts';
import { followMember } from './follow-member.ts';
import { followSpace } from './follow-space.ts';
import { muteMember } from './mute-member.ts';
import { getRelation, getSpaceRelation, listAvoided, listFollows } from './read-relations.ts';
import {
	FollowSpace,
	ListAvoided,
	ListFollows,
	RelatedMember,
	RelateMember,
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
		.input(FollowSpace)
		.output(z.void())
		.mutation(({ ctx, input }) => followSpace(ctx, input)),
	mute: communityProcedure
		.input(RelateMember)
		.output(z.void())
		.mutation(({ ctx, input }) => muteMember(ctx, input)),
	block: communityProcedure
		.input(RelateMember)
		.output(z.void())
		.mutation(({ ctx, input }) => blockMember(ctx, input)),
	avoided: communityProcedure
		.input(ListAvoided)
		.output(People)
		.query(({ ctx, input }) => listAvoided(ctx, input)),
	follows: communityProcedure
		.input(ListFollows)
		.output(People)
		.query(({ ctx, input }) => listFollows(ctx, input)),
	to: communityProcedure
		.input(z.strictObject({ memberId: z.uuid() }))
		.output(RelationTo)
		.query(({ ctx, input }) => getRelation(ctx, input)),
	toSpace: communityProcedure
		.input(z.strictObject({ spaceId: z.uuid() }))
		.output(SpaceRelation)
		.query(({ ctx, input }) => getSpaceRelation(ctx, input)),
});
