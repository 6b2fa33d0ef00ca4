import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { acknowledge, dismiss, markSeen } from './acknowledge.ts';
import {
	AnnouncementBanner,
	AnnouncementOptions,
	AnnouncementRef,
	DeliveryReport,
	ListMissing,
	MissingMember,
} from './announcements.schema.ts';
import {
	announcementOptions,
	currentAnnouncements,
	listMissing,
	reportDelivery,
} from './read-announcements.ts';

export const announcementsRouter = communityRouter({
	current: communityProcedure
		.output(z.array(AnnouncementBanner))
		.query(({ ctx }) => currentAnnouncements(ctx)),
	options: communityProcedure
		.output(AnnouncementOptions)
		.query(({ ctx }) => announcementOptions(ctx)),
	report: communityProcedure
		.input(AnnouncementRef)
		.output(DeliveryReport)
		.query(({ ctx, input }) => reportDelivery(ctx, input)),
	missing: communityProcedure
		.input(ListMissing)
		.output(z.strictObject({ items: z.array(MissingMember), nextCursor: z.string().nullable() }))
		.query(({ ctx, input }) => listMissing(ctx, input)),
	markSeen: communityProcedure
		.input(AnnouncementRef)
		.output(z.void())
		.mutation(({ ctx, input }) => markSeen(ctx, input)),
	acknowledge: communityProcedure
		.input(AnnouncementRef)
		.output(z.void())
		.mutation(({ ctx, input }) => acknowledge(ctx, input)),
	dismiss: communityProcedure
		.input(AnnouncementRef)
		.output(z.void())
		.mutation(({ ctx, input }) => dismiss(ctx, input)),
});
