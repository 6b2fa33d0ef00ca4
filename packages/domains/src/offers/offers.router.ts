import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { archiveOffer, createOffer, updateOffer } from './make-offer.ts';
import {
	CreateOffer,
	FindOffer,
	FoundOffer,
	OfferRef,
	OfferView,
	UpdateOffer,
} from './offers.schema.ts';
import { findOffer, listOffers } from './read-offers.ts';

export const offersRouter = communityRouter({
	list: communityProcedure.output(z.array(OfferView)).query(({ ctx }) => listOffers(ctx)),
	find: communityProcedure
		.input(FindOffer)
		.output(FoundOffer)
		.query(({ ctx, input }) => findOffer(ctx, input)),
	create: communityProcedure
		.input(CreateOffer)
		.output(OfferRef)
		.mutation(({ ctx, input }) => createOffer(ctx, input)),
	update: communityProcedure
		.input(UpdateOffer)
		.output(z.void())
		.mutation(({ ctx, input }) => updateOffer(ctx, input)),
	archive: communityProcedure
		.input(OfferRef)
		.output(z.void())
		.mutation(({ ctx, input }) => archiveOffer(ctx, input)),
});
