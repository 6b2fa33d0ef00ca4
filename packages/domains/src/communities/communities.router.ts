import * as z from 'zod';
import { SignInSettings } from '../identity/identity.schema.ts';
import { communityProcedure, communityRouter } from '../trpc.ts';
import {
	Access,
	CommunityFace,
	LaunchChecklist,
	SavedLocalization,
	UpdateGeneral,
	UpdateLocalization,
	SecondFactorDay,
	Usage,
} from './communities.schema.ts';
import { enterCommunity } from './enter-community.ts';
import { launchChecklist } from './launch-checklist.ts';
import { readUsage } from './read-usage.ts';
import { askSecondFactorNow, readSecondFactor } from './second-factor.ts';
import { previewTokenFor } from '../roles/index.ts';
import { getAccess, getGeneral, getLocalization, getSignIn } from './read-settings.ts';
import {
	dismissChecklist,
	faceOf,
	markAddressShared,
	updateAccess,
	updateGeneral,
	updateLocalization,
	updateSignIn,
} from './settings.ts';

export const communitiesRouter = communityRouter({
	face: communityProcedure.output(CommunityFace).query(({ ctx }) => faceOf(ctx)),
	general: communityProcedure.output(UpdateGeneral).query(({ ctx }) => getGeneral(ctx)),
	access: communityProcedure.output(Access).query(({ ctx }) => getAccess(ctx)),
	signIn: communityProcedure.output(SignInSettings).query(({ ctx }) => getSignIn(ctx)),
	secondFactor: communityProcedure
		.output(SecondFactorDay)
		.query(({ ctx }) => readSecondFactor(ctx)),
	askSecondFactorNow: communityProcedure
		.output(z.void())
		.mutation(({ ctx }) => askSecondFactorNow(ctx)),
	localization: communityProcedure
		.output(SavedLocalization)
		.query(({ ctx }) => getLocalization(ctx)),
	usage: communityProcedure.output(Usage).query(({ ctx }) => readUsage(ctx)),
	updateGeneral: communityProcedure
		.input(UpdateGeneral)
		.output(z.void())
		.mutation(({ ctx, input }) => updateGeneral(ctx, input)),
	updateLocalization: communityProcedure
		.input(UpdateLocalization)
		.output(z.void())
		.mutation(({ ctx, input }) => updateLocalization(ctx, input)),
	updateAccess: communityProcedure
		.input(Access)
		.output(z.void())
		.mutation(({ ctx, input }) => updateAccess(ctx, input)),
	updateSignIn: communityProcedure
		.input(SignInSettings)
		.output(z.void())
		.mutation(({ ctx, input }) => updateSignIn(ctx, input)),
	previewLink: communityProcedure.output(z.strictObject({ url: z.string() })).query(({ ctx }) => {
		ctx.authorize('update', 'Community');
		return {
			url: `${ctx.community.origin}/?preview=${previewTokenFor(ctx.services, ctx.community)}`,
		};
	}),
	checklist: communityProcedure.output(LaunchChecklist).query(({ ctx }) => launchChecklist(ctx)),
	dismissChecklist: communityProcedure
		.input(z.strictObject({ dismissed: z.boolean() }))
		.output(z.void())
		.mutation(({ ctx, input }) => dismissChecklist(ctx, input.dismissed)),
	markAddressShared: communityProcedure
		.output(z.void())
		.mutation(({ ctx }) => markAddressShared(ctx)),
	enter: communityProcedure
		.input(z.strictObject({ token: z.string().max(100) }))
		.output(z.strictObject({ next: z.string() }))
		.mutation(({ ctx, input }) => enterCommunity(ctx, input)),
});
