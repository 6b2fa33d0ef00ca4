import * as z from 'zod';
import { communityProcedure, communityRouter, platformProcedure, platformRouter } from '../trpc.ts';
import {
	Desk,
	DeskRef,
	DeskToken,
	MemberRef,
	OfferedDesk,
	OwnDesk,
	Sight,
	Waiting,
} from './desks.schema.ts';
import { countWaiting } from './count-waiting.ts';
import { endDesk, readDeskOf } from './end-desks.ts';
import { listDesks } from './list-desks.ts';
import { leaveOwnDesk, openDesk, readOwnDesk } from './own-desk.ts';
import { sightOf } from './studio-pages.ts';
import { leaveDesk, readDeskToken, takeDesk } from './take-desk.ts';

export const desksRouter = communityRouter({
	sight: communityProcedure.output(Sight).query(({ ctx }) => sightOf(ctx)),
	waiting: communityProcedure.output(Waiting).query(({ ctx }) => countWaiting(ctx)),
	own: communityProcedure.output(OwnDesk).query(({ ctx }) => readOwnDesk(ctx)),
	open: communityProcedure
		.output(z.strictObject({ url: z.string() }))
		.mutation(({ ctx }) => openDesk(ctx)),
	leave: communityProcedure.output(z.void()).mutation(({ ctx }) => leaveOwnDesk(ctx)),
	ofMember: communityProcedure
		.input(MemberRef)
		.output(z.strictObject({ since: z.date() }).nullable())
		.query(({ ctx, input }) => readDeskOf(ctx, input)),
	end: communityProcedure
		.input(MemberRef)
		.output(z.void())
		.mutation(({ ctx, input }) => endDesk(ctx, input)),
});

export const desksPlatformRouter = platformRouter({
	list: platformProcedure.output(z.array(Desk)).query(({ ctx }) => listDesks(ctx)),
	token: platformProcedure
		.input(DeskToken)
		.output(OfferedDesk.nullable())
		.query(({ ctx, input }) => readDeskToken(ctx, input)),
	take: platformProcedure
		.input(DeskToken)
		.output(DeskRef)
		.mutation(({ ctx, input }) => takeDesk(ctx, input)),
	leave: platformProcedure
		.input(DeskRef)
		.output(z.void())
		.mutation(({ ctx, input }) => leaveDesk(ctx, input)),
});
