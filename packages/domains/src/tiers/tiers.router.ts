import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { addPrice, archivePrice } from './price-tier.ts';
import { listOffers, listTiers } from './read-tiers.ts';
import { arrangeTiers, createTier, setTierStatus, updateTier } from './save-tier.ts';
import { startTiers } from './start-tiers.ts';
import {
	AddPrice,
	ArrangeTiers,
	CreateTier,
	Offer,
	PriceRef,
	SetTierStatus,
	Tier,
	TierRef,
	UpdateTier,
} from './tiers.schema.ts';

export const tiersRouter = communityRouter({
	start: communityProcedure.output(z.void()).mutation(({ ctx }) => startTiers(ctx)),
	list: communityProcedure.output(z.array(Tier)).query(({ ctx }) => listTiers(ctx)),
	offers: communityProcedure.output(z.array(Offer)).query(({ ctx }) => listOffers(ctx)),
	create: communityProcedure
		.input(CreateTier)
		.output(TierRef)
		.mutation(({ ctx, input }) => createTier(ctx, input)),
	update: communityProcedure
		.input(UpdateTier)
		.output(z.void())
		.mutation(({ ctx, input }) => updateTier(ctx, input)),
	setStatus: communityProcedure
		.input(SetTierStatus)
		.output(z.void())
		.mutation(({ ctx, input }) => setTierStatus(ctx, input)),
	arrange: communityProcedure
		.input(ArrangeTiers)
		.output(z.void())
		.mutation(({ ctx, input }) => arrangeTiers(ctx, input)),
	addPrice: communityProcedure
		.input(AddPrice)
		.output(PriceRef)
		.mutation(({ ctx, input }) => addPrice(ctx, input)),
	archivePrice: communityProcedure
		.input(PriceRef)
		.output(z.void())
		.mutation(({ ctx, input }) => archivePrice(ctx, input)),
});
